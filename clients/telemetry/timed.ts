import type { Done } from './tracing.ts'

type Time = Omit<Done, 'name'>

/** The same work, told with its time once it came to something: only then is its order known. */
export function timed<Given extends unknown[], Result>(
  work: (...given: Given) => Promise<Result>,
  tell: (result: Result, time: Time) => unknown,
): (...given: Given) => Promise<Result> {
  return async (...given) => {
    const started = Date.now()
    const result = await work(...given)
    tell(result, { attributes: {}, started, ended: Date.now(), error: null })
    return result
  }
}

import type { Bench } from '../benchmark.ts'
import { quantile, round, sum } from '../statistics.ts'
import type { Way } from './way.ts'

/** Calls at a time. */
const crowds = [8, 32, 128] as const

const rounds = 2
const warmUp = 10
/** Calls one after the other, as far as the time allows. */
const callsAlone = 50
/** Milliseconds for them, and for each crowd. */
const window = 5_000

export interface Standing {
  readonly way: string
  readonly streams: boolean
  /** Milliseconds of a call that is alone. */
  readonly p50: number
  readonly p99: number
  /** Calls a second by crowd, of those that came to their end in the time. */
  readonly rate: Readonly<Record<(typeof crowds)[number], number>>
  /** Calls that brought no answer. */
  readonly failed: number
}

/** Every way in turn, round by round: what the machine does meanwhile falls on all alike. */
export async function compared(
  ways: readonly Way[],
  { say, signal }: Bench,
): Promise<readonly Standing[]> {
  const courses = ways.map((way) => createCourse(way, signal))
  for (let number = 0; number < rounds; number++) {
    for (const course of number % 2 ? courses.toReversed() : courses) {
      say(`round ${number + 1} of ${rounds}: ${course.way}`)
      await course.run()
    }
  }
  return courses.map(({ standing }) => standing())
}

/** What is measured of one way, round by round. */
function createCourse(way: Way, stop: AbortSignal) {
  const times: number[] = []
  const ended = crowds.map(() => [] as number[])
  const asking = createAsking(way)
  const spread = (p: number) => (times.length > 0 ? quantile(times, p) : Number.POSITIVE_INFINITY)
  return {
    way: way.name,
    async run(): Promise<void> {
      // A connection that lay idle while it was the others' turn may be closed; not all see to that.
      await timed(asking, warmUp, stop)
      asking.failed = 0
      times.push(...(await timed(asking, callsAlone, stop)))
      for (const [index, crowd] of crowds.entries())
        ended[index]!.push(await together(asking, crowd, stop))
      asking.failedBefore += asking.failed
      stop.throwIfAborted()
    },
    standing(): Standing {
      const seconds = (rounds * window) / 1_000
      const rate = crowds.map((crowd, index) => [crowd, round(sum(ended[index]!) / seconds)])
      return {
        way: way.name,
        streams: way.streams,
        p50: spread(0.5),
        p99: spread(0.99),
        rate: Object.fromEntries(rate) as Standing['rate'],
        failed: asking.failedBefore,
      }
    },
  }
}

type Asking = ReturnType<typeof createAsking>

function createAsking(way: Way) {
  let calls = 0
  const asking = {
    /** In this round, and in those before. */
    failed: 0,
    failedBefore: 0,
    /** @returns whether it brought an answer in time; what is cut short has not failed */
    async ask(end: AbortSignal): Promise<boolean> {
      try {
        await way.ask((calls += 1), end)
        return true
      } catch {
        if (!end.aborted) asking.failed += 1
        return false
      }
    },
  }
  return asking
}

const within = (stop: AbortSignal) => AbortSignal.any([stop, AbortSignal.timeout(window)])

/** One after the other. @returns milliseconds of each that brought an answer */
async function timed({ ask }: Asking, most: number, stop: AbortSignal): Promise<number[]> {
  const end = within(stop)
  const times: number[] = []
  for (let n = 0; n < most && !end.aborted; n++) {
    const began = performance.now()
    if (await ask(stop)) times.push(performance.now() - began)
  }
  return times
}

/** @returns how many came to their end in the time */
async function together({ ask }: Asking, crowd: number, stop: AbortSignal): Promise<number> {
  const end = within(stop)
  let answers = 0
  const place = async () => {
    while (!end.aborted) if (await ask(end)) answers += 1
  }
  await Promise.all(Array.from({ length: crowd }, place))
  return answers
}

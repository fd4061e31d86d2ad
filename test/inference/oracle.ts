import type { CallRequest, CreateCall } from '../../inference/wire/call.ts'
import type { Reply } from '../../inference/wire/reply.ts'
import { fractionOf } from '../../pack/cohort.ts'

/** How often an oracle is wrong, as shares of the faulty and of the good. */
export interface Errors {
  readonly missed: number
  readonly alarmed: number
}

/**
 * A judge that knows the labels and errs as often as it is told, always at the same ones; what is faulty it doubts in the
 * first sentence.
 *
 * @param isFaulty by the prompt that it is asked
 */
export function createOracle(
  isFaulty: (prompt: string) => boolean | undefined,
  { missed, alarmed }: Errors,
): CreateCall {
  return ({ url }) => {
    const answer = ({ messages, schema, model }: CallRequest): Reply => {
      const prompt = messages.at(-1)!.content
      const faulty = isFaulty(prompt)
      if (faulty === undefined) throw new Error('The oracle knows no label of this draft.')
      const luck = fractionOf(`${url} ${prompt}`)
      const doubts = faulty ? luck >= missed : luck < alarmed
      const numbers = Object.keys(schema['properties'] as object)
      const said = numbers.map((number, at) => [number, doubts && at === 0 ? 'no' : 'yes'])
      return { ...fine, model, text: JSON.stringify(Object.fromEntries(said)) }
    }
    return async (request) => answer(request)
  }
}

const fine = {
  tokens: { in: 1, out: 1, cached: 0, estimated: false },
  ...{ finish: 'stop', symptom: null, failure: null, rejection: null, retryAfter: null },
  firstToken: 1,
}

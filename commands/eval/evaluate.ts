import { unsupportedCharacters } from '../../documents/type/characters.ts'
import { createInference } from '../../inference/inference.ts'
import type { Limits } from '../../inference/job/timeouts.ts'
import type { Endpoint } from '../../inference/route/endpoints.ts'
import type { ModelTier } from '../../pack/order.ts'
import type { Case } from './cases.ts'
import { createNotebook } from './notebook.ts'
import { type Result, resultOf } from './result.ts'
import { admission, noBreakers } from './without-limits.ts'

export interface Evaluation {
  readonly endpoint: Endpoint<ModelTier>
  readonly cases: readonly Case[]
  readonly limits: Limits
  /** Milliseconds that a case may take in all. */
  readonly attempt: number
  readonly signal: AbortSignal
  /** Told after each case. */
  readonly done: (count: number) => void
}

/** Cases that end one after the other without an answer: nobody waits for the rest. */
const mostSilent = 10

/**
 * Has an endpoint write every case by the product's own stages, as many at a time as it has slots.
 * Nothing of it is recorded, reused, held back or charged to a budget.
 *
 * @throws Error with one sentence when the server answers no more, or the signal's reason
 */
export async function evaluate(evaluation: Evaluation): Promise<Result[]> {
  const { endpoint, cases, done } = evaluation
  const ended = new AbortController()
  const signal = AbortSignal.any([evaluation.signal, ended.signal])
  const ask = createAsk({ ...evaluation, signal })
  const results: Result[] = []
  const waiting = cases.values()
  const writer = async () => {
    for (const one of waiting) {
      results.push(await ask(one))
      done(results.length)
      if (isSilent(results)) throw new Error(silence(endpoint, results.length))
    }
  }
  const writers = Array.from({ length: endpoint.slots }, writer)
  await Promise.all(writers.map((one) => one.catch((error: unknown) => ended.abort(error))))
  signal.throwIfAborted()
  return results
}

function isSilent(results: readonly Result[]): boolean {
  const last = results.slice(-mostSilent)
  return last.length === mostSilent && last.every(({ answered }) => !answered)
}

const silence = ({ name, url }: Endpoint<ModelTier>, count: number) =>
  `${name} (${url}) has left the last ${mostSilent} of ${count} cases without an answer, so the evaluation ends; look at its server, or lower --slots.`

function createAsk({ endpoint, limits, attempt, signal }: Evaluation) {
  const notebook = createNotebook()
  const inference = createInference({
    endpoints: [endpoint],
    calls: notebook.calls,
    admission,
    breakers: noBreakers,
    clock: Date.now,
    unprintable: unsupportedCharacters,
    observe: () => {},
    reuse: { texts: { look: async () => nothing }, observe: () => {} },
    limits,
  })
  return async (one: Case): Promise<Result> => {
    const deadline = Date.now() + attempt
    const ask = { ...one, email: '', round: 1, tier: endpoint.tier, deadline }
    const { outcome } = await inference.write(ask, signal)
    return resultOf(ask, outcome, notebook.take(one.order.id))
  }
}

const nothing = { text: null, writer: 'nobody' } as const

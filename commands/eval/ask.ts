import { limitsFor } from '../../inference/job/timeouts.ts'
import type { Endpoint } from '../../inference/route/endpoints.ts'
import type { EndpointTier, ModelTier } from '../../pack/order.ts'
import { type Case, casesFor } from './cases.ts'
import type { Evaluated } from './choice.ts'
import { reached } from './endpoints.ts'
import { evaluate } from './evaluate.ts'
import { createProgress } from './progress.ts'
import { isPriced, scoresOf } from './score.ts'

export interface Questionnaire {
  readonly operations: readonly string[]
  /** Of each operation, at most. */
  readonly count: number
  /** As workers have them, in milliseconds. */
  readonly timeouts: Readonly<Record<EndpointTier, { readonly attempt: number }>>
  readonly signal: AbortSignal
}

/** Those that were asked everything; of the others one sentence each. */
export interface Findings {
  readonly evaluated: readonly Evaluated[]
  readonly leftOut: readonly { readonly endpoint: string; readonly why: string }[]
}

/**
 * Asks one endpoint after the other, so that none is slowed down by another.
 *
 * @throws Error with one sentence when none of them answers, or the signal's reason
 */
export async function askAll(
  endpoints: readonly Endpoint<ModelTier>[],
  asked: Questionnaire,
): Promise<Findings> {
  const evaluated: Evaluated[] = []
  const leftOut: Findings['leftOut'][number][] = []
  let cases: readonly Case[] | undefined
  for (const named of endpoints)
    try {
      const endpoint = await reached(named)
      cases ??= casesFor(asked.operations, asked.count)
      evaluated.push(await askOne(endpoint, cases, asked))
    } catch (error) {
      asked.signal.throwIfAborted()
      if (endpoints.length === leftOut.length + 1) throw error
      leftOut.push({ endpoint: named.name, why: (error as Error).message })
    }
  return { evaluated, leftOut }
}

async function askOne(
  endpoint: Endpoint<ModelTier>,
  cases: readonly Case[],
  { timeouts, signal }: Questionnaire,
): Promise<Evaluated> {
  const limits = limitsFor(timeouts)
  const { attempt } = timeouts[endpoint.tier]
  const done = createProgress(endpoint.name, cases.length)
  const results = await evaluate({ endpoint, cases, limits, attempt, signal, done })
  return { endpoint, scores: scoresOf(results, isPriced(endpoint)) }
}

import type { ModelTier } from './order.ts'
import type { Reason } from './reason.ts'

export interface TokenCount {
  readonly in: number
  readonly out: number
  /** Of `in`, those that the server had in its prefix cache. */
  readonly cached: number
}

/** One call of one endpoint: a row of the ledger, and of the metrics. */
export interface Attempt {
  /** UUID: told twice, it is one row. */
  readonly id: string
  readonly tier: ModelTier
  readonly endpoint: string
  /** The name the server gave, or the one asked for when it gave none. */
  readonly model: string
  readonly promptVersion: string
  /** 1 for the first call for a part in a round. */
  readonly turn: number
  /** Why its answer was not used. */
  readonly verdict: 'accepted' | Reason
  /** ISO 8601, UTC. */
  readonly startedAt: string
  readonly seconds: number
  /** As the server counted them; zeros when it did not answer. */
  readonly tokens: TokenCount
}

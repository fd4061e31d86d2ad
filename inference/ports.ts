import type { FrozenOrder, ModelTier } from '../pack/order.ts'
import type { Outcome, PartKey } from '../pack/outcome.ts'
import type { Failure } from './wire/failures.ts'

/** One piece of work for a model. */
export interface Ask {
  readonly order: FrozenOrder
  readonly artefact: string
  /** Row id of a list artefact; `''` for the whole. */
  readonly part: string
  readonly round: number
  /** Whose endpoints to use. */
  readonly tier: ModelTier
  /** Epoch milliseconds at which the attempt ends for the caller. */
  readonly deadline: number
}

/** Recorded outcomes, one per key for ever. */
export interface OutcomeStore {
  recall(key: PartKey): Promise<Outcome | null>
  /** First writer wins. @returns the outcome that stands */
  record(key: PartKey, outcome: Outcome): Promise<Outcome>
}

export interface TokenCount {
  readonly in: number
  readonly out: number
  /** Of `in`, those that the server had in its prefix cache. */
  readonly cached: number
}

/** One call of one endpoint, for metrics. */
export interface Attempt {
  readonly tier: ModelTier
  /** The name the server gave, or the one asked for when it gave none. */
  readonly model: string
  readonly endpoint: string
  readonly verdict: 'accepted' | Failure
  readonly seconds: number
  /** As the server counted them; zeros when it did not answer. */
  readonly tokens: TokenCount
}

/** Epoch milliseconds. */
export type Clock = () => number

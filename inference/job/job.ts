import type { Attempt, PassedOver } from '../../pack/attempt.ts'
import type { Breaker } from '../../pack/breaker.ts'
import type { Settlement } from '../../pack/budget.ts'
import type { EndpointTier, ModelTier } from '../../pack/order.ts'
import type { Written } from '../../pack/outcome.ts'
import type { Reusable, ReuseEnd, ReuseKey } from '../../pack/reuse.ts'
import type { Endpoint } from '../route/endpoints.ts'
import type { Settings } from '../settings/settings.ts'
import type { Ask } from './ask.ts'
import type { Assignment } from './assignment.ts'
import type { Exchange } from './exchange.ts'

/** An ask on its way through the stages. */
export interface Job<Of extends EndpointTier = ModelTier> {
  /** UUID. */
  readonly id: string
  readonly ask: Ask<Of>
  readonly assignment: Assignment
  /** As they stood when it was asked. */
  readonly settings: Settings
  /** Where it may be asked, by preference: those of its tier, without what a stage has ruled out. */
  readonly endpoints: readonly Endpoint[]
  /** Aborted: the caller has given up. */
  readonly signal: AbortSignal
  /** Under which its text may be reused; null: not at all. */
  readonly reuseKey: ReuseKey | null
  readonly known: Known
  readonly journal: Journal
}

/** Of a writer or of the judge. */
export type AnyJob = Job<EndpointTier>

/** What the first round trip to the store told. */
export interface Known {
  /** Of its tier. */
  readonly breakers: readonly Breaker[]
  readonly reusable: Reusable
  /** The text that a judge did not let pass, which this job is to write anew; left out: none. */
  readonly rejected?: Written | undefined
}

/** What the stages did, for the last round trip to the store; all else of a job is a value. */
export interface Journal {
  readonly attempts: Attempt[]
  readonly passedOver: PassedOver[]
  /** What was said in them, by their ids. */
  readonly exchanges: Map<string, Exchange>
  /** Left out: nothing was reserved. */
  settlement?: Settlement
  /** A guard that only watches saw something. */
  flagged?: true
  /** What became of the claim, if there may have been one. */
  reuse?: ReuseEnd
}

export function newJournal(): Journal {
  return { attempts: [], passedOver: [], exchanges: new Map() }
}

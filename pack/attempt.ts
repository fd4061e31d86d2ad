import type { Risk } from './artefact.ts'
import type { Settlement } from './budget.ts'
import type { EndpointTier } from './order.ts'
import type { NotWritten, Outcome } from './outcome.ts'
import type { Reason } from './reason.ts'
import type { ReuseEnd } from './reuse.ts'

export interface TokenCount {
  readonly in: number
  readonly out: number
  /** Of `in`, those that the server had in its prefix cache. */
  readonly cached: number
  /** Some of it is our own estimate: the server counted none, or none that can be true. */
  readonly estimated: boolean
}

/** An endpoint that was not called, and why. */
export interface PassedOver {
  readonly endpoint: string
  readonly reason: Reason
}

/** What was said in a call. */
export interface SaidCall {
  /** Its id. */
  readonly attempt: string
  /** ISO 8601, UTC. */
  readonly at: string
  readonly said: unknown
}

/** What was asked for, from the look into the record to the outcome: a row of the ledger. */
export interface AskRecord {
  /** UUID. */
  readonly id: string
  readonly tier: EndpointTier
  /** ISO 8601, UTC. */
  readonly openedAt: string
  readonly seconds: number
  readonly queueSeconds: number | null
  /** Null: the caller gave up. */
  readonly outcome: { readonly source: 'model' | 'cache' } | NotWritten | null
  readonly passedOver: readonly PassedOver[]
}

/** One call of one endpoint: a row of the ledger, and of the metrics. */
export interface Attempt {
  /** UUID: told twice, it is one row. */
  readonly id: string
  /** Of the artefact that it was for, as is its risk. */
  readonly operation: string
  readonly risk: Risk
  readonly tier: EndpointTier
  readonly endpoint: string
  /** Where the endpoint runs. */
  readonly infrastructure: string
  /** The name the server gave, or the one asked for when it gave none. */
  readonly model: string
  readonly promptVersion: string
  /** 1 for the first call for a part in a round. */
  readonly turn: number
  /** Why its answer was not used. */
  readonly verdict: 'accepted' | 'given-up' | Reason
  /** The finish reason that the server gave; null: none. */
  readonly finish: string | null
  /** What the wire was read as, where that says more than the verdict. */
  readonly symptom: string | null
  /** The checks that found something in its answer; left out: none was held against it. */
  readonly foundBy?: readonly string[]
  /** ISO 8601, UTC. */
  readonly startedAt: string
  readonly seconds: number
  /** Null: no token came. */
  readonly firstTokenSeconds: number | null
  /** For which its ask had waited for a worker; null where nobody told. */
  readonly queueSeconds: number | null
  /** As the server counted them; zeros when it did not answer. */
  readonly tokens: TokenCount
  /** Millionths of a euro. */
  readonly costMicros: number
  /** Which hundredth of all orders its order belongs to, 0 to 99. */
  readonly cohort: number
}

/** What the store is told when an ask is over. */
export interface Closing {
  /** The order's, wrapped, as the opening gave it: it seals what was said and written. Left out: it is looked up. */
  readonly orderKey?: Uint8Array
  /** Null: none that stands, because the caller gave up or another queue is asked next. */
  readonly outcome: Outcome | null
  readonly ask: AskRecord
  readonly attempts: readonly Attempt[]
  readonly log: readonly SaidCall[]
  /** Left out: nothing was reserved. */
  readonly settlement?: Settlement | undefined
  /** Left out: nothing was claimed. */
  readonly reuse?: ReuseEnd | undefined
}

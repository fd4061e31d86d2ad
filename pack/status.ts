import type { LeftOut } from './artefact.ts'
import type { Citation } from './citation.ts'
import type { Correction } from './correction.ts'
import type { Currency, ModelTier, OrderState, Tier, ToldAttention } from './order.ts'
import type { TakenBack } from './payment.ts'
import type { Reason } from './reason.ts'
import type { Source } from './source.ts'

/** The order as its page, its JSON and its event stream tell it. */
export interface OrderStatus {
  readonly order: string
  readonly pack: string
  readonly tier: Tier
  readonly state: OrderState
  readonly attention: ToldAttention
  /** The newest published release; null before v1. */
  readonly release: ReleaseStatus | null
  /** Newest first. */
  readonly releases: readonly ReleaseStatus[]
  readonly sections: readonly SectionStatus[]
  /** Documents of the pack that the firm does not need. */
  readonly leftOut: readonly LeftOut[]
  /** ISO 8601, UTC: by when the next change is due; null when none is. */
  readonly nextUpdateBy: string | null
  /** How the answers may still be corrected; null: not at all. */
  readonly correctable: {
    /** ISO 8601, UTC. */
    readonly until: string
    /** Corrections that are left. */
    readonly left: number
  } | null
  /** The answers were corrected, and the release of them is not there yet. */
  readonly correcting: boolean
  readonly moneyBack: MoneyBack | null
  /** Why a revoked order is; null where it is not, or nothing was charged. */
  readonly takenBack: TakenBack | null
}

/** What goes back to the customer, in minor units. */
export interface MoneyBack {
  readonly currency: Currency
  /** On its way by itself. */
  readonly owed: number
  /** Sent back, and not failed. */
  readonly refunded: number
  /** Sent back, and not taken by the customer's bank: it is to be paid in another way. */
  readonly failed: number
}

export interface ReleaseStatus {
  readonly version: number
  readonly sha256: string
  readonly bytes: number
  readonly degraded: boolean
  /** ISO 8601, UTC. */
  readonly publishedAt: string
  readonly url: string
  /** Of the answers, since the version before; mostly none. */
  readonly corrections: readonly Correction[]
}

export interface SectionStatus {
  readonly id: string
  readonly title: string
  readonly source: Source
  readonly reason: Reason | null
  /** Plain words for the customer. */
  readonly message: string
  readonly canImprove: boolean
  readonly generatedAt: string | null
  readonly writtenBy: ModelTier | null
  readonly freshUntil: string | null
  /** ISO 8601, UTC: by when a person of ours reads it, at the customer's wish; null: nobody does. */
  readonly readBy: string | null
  /** The customer may have a person of ours read it. */
  readonly mayBeRead: boolean
  /** Of a text that was written for a like firm: its sources. */
  readonly restsOn: readonly Citation[]
}

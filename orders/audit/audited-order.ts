import type { LetterKey } from '../../pack/letter.ts'
import type {
  Attentions,
  Currency,
  EndpointTier,
  OrderState,
  UnappliedKind,
} from '../../pack/order.ts'
import type { Outcome, PartKey } from '../../pack/outcome.ts'
import type { Dispute, Payment, Refund } from '../../pack/payment.ts'
import type { Composition } from '../../pack/release.ts'
import type { CallId } from '../../pack/request-id.ts'
import type { ReviewCause, ReviewVerdict } from '../../pack/review.ts'

/** One order by everybody's word: the database's, and that of those outside who do not ask it. Times are ISO 8601, UTC; money is in minor units, or in millionths of a euro where it says micros. */
export interface AuditedOrder extends StoredFacts {
  readonly stripe: StripeFacts
  /** What the mail sink has; null: none was given. */
  readonly received: readonly ReceivedLetter[] | null
  /** What the model servers logged; null: no log was given. */
  readonly calls: readonly ServedCall[] | null
  /** Files that lie in the storage as this order's; null: it was not looked at, as it is of erased orders alone. */
  readonly filesLeft: number | null
}

/** The database's word, of one moment. */
export interface StoredFacts {
  readonly id: string
  readonly state: OrderState
  readonly revision: number
  readonly frozenAt: string
  readonly currency: Currency
  /** Net price. */
  readonly amount: number
  readonly paidAt: string | null
  readonly sessionId: string | null
  readonly payment: Payment | null
  readonly refundOwed: number | null
  readonly attentions: Attentions
  /** Whether there is the key by which all is sealed that says whose it is. */
  readonly hasKey: boolean
  /** Under which names something is kept that its key does not open. */
  readonly unreadable: readonly string[]
  /** Null: it was not erased. */
  readonly erasure: KnownErasure | null
  /** Null: it cannot be read. */
  readonly email: string | null
  readonly outcomes: readonly KnownOutcome[]
  readonly readings: readonly KnownReading[]
  /** The published ones, the oldest first. */
  readonly releases: readonly KnownRelease[]
  readonly letters: readonly KnownLetter[]
  readonly refundRequests: readonly KnownRefundRequest[]
  readonly unapplied: readonly KnownUnapplied[]
  /** Calls whose answer was accepted. */
  readonly accepted: readonly KnownCall[]
  readonly books: OrderBooks
}

/** What came of a text that a person was to read. */
export interface KnownReading extends Omit<Required<PartKey>, 'order'> {
  readonly cause: ReviewCause
  readonly verdict: ReviewVerdict
  readonly at: string
  /** The words before the person's own; null: there are none, or they cannot be read. */
  readonly before: unknown
}

export interface KnownErasure {
  readonly erasedAt: string
  /** Null: they are still being removed. */
  readonly filesGoneAt: string | null
}

export interface KnownOutcome extends Omit<Required<PartKey>, 'order'> {
  /** Without its text where the order's key was destroyed. */
  readonly outcome: Outcome
  readonly recordedAt: string
}

export interface KnownRelease {
  readonly version: number
  readonly revision: number
  /** Of the file to download, and of the one that was published. */
  readonly sha256: string
  readonly publishedSha256: string
  /** Null: published before it was kept. */
  readonly manifestSha256: string | null
  readonly publishedAt: string
  /** Null: it cannot be read. */
  readonly composition: Composition | null
  /** What lies in the storage; null: it was not looked at. */
  readonly file: StoredFile | null
}

export type StoredFile =
  | {
      readonly found: false
      /** Why it cannot be read; null: there is none. */
      readonly fault: string | null
    }
  | {
      readonly found: true
      readonly sha256: string
      /** Why it is not a genuine pack; null: it is one, and says what follows. */
      readonly fault: string | null
      readonly order: string | null
      readonly release: number | null
      readonly manifestSha256: string | null
    }

export interface KnownLetter extends Omit<LetterKey, 'order'> {
  readonly tries: number
  readonly ending: 'sent' | 'needless' | 'refused' | 'given-up' | null
  readonly endedAt: string | null
}

export interface ReceivedLetter extends Omit<LetterKey, 'order'> {
  /** E-mail addresses, of copies too. */
  readonly to: readonly string[]
  /** Its date; null: it has none. */
  readonly writtenAt: string | null
}

export interface KnownRefundRequest {
  readonly purpose: string
  /** Of the payment that gives it back; null: the one that the order was paid by. */
  readonly intent: string | null
  readonly amount: number
  /** It waits for a person. */
  readonly isStopped: boolean
  readonly refund: string | null
  readonly isDone: boolean
}

export interface KnownUnapplied {
  readonly session: string
  readonly kind: UnappliedKind
  readonly isReturned: boolean
  readonly isAccepted: boolean
}

export interface KnownCall {
  /** UUID. */
  readonly attempt: string
  readonly artefact: string
  readonly part: string
  readonly tier: EndpointTier
  readonly startedAt: string
}

export interface OrderBooks {
  /** Micros of its calls, of its settled reservations and of its margin, deleted rows included. */
  readonly calls: number
  readonly settled: number
  readonly margin: number
  /** As its budgets have it, and of that the judge's and a shadow's. */
  readonly counted: number
  readonly judged: number
  readonly shadowed: number
  /** Micros that calls came to beyond what was held for them, which no limit can know before. */
  readonly excess: number
}

/** Stripe's word. */
export interface StripeFacts {
  readonly sessions: readonly ListedSession[]
  readonly refunds: readonly ListedRefund[]
  readonly disputes: readonly ListedDispute[]
}

export interface ListedSession {
  readonly id: string
  readonly status: string | null
  readonly paymentStatus: string
  readonly currency: string | null
  /** Before tax and discounts. */
  readonly amountSubtotal: number | null
  readonly amountTotal: number | null
  readonly paymentIntent: string | null
  readonly created: string
}

export interface ListedRefund extends Refund, OfPayment {}
export interface ListedDispute extends Dispute, OfPayment {}

interface OfPayment {
  readonly intent: string
  /** What that payment brought, in its own currency. */
  readonly received: number
}

/** A call that a model server took. */
export interface ServedCall extends Omit<CallId, 'order'> {
  readonly at: string
}

/** Whether this text is as good as one that a call of the tier may give; what a judge doubted is written once more. */
export function isAsGood(outcome: Outcome, tier: EndpointTier): boolean {
  if (outcome.source === 'none' || outcome.look === 'repair' || tier === 'judge') return false
  return tier === '4b' || outcome.tier === '32b'
}

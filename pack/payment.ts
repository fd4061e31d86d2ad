/**
 * What Stripe says of a payment, at one moment. Amounts are in minor units of the payment's own
 * currency, times ISO 8601, UTC. A status that Stripe adds later is a string like the others.
 */
export interface Payment {
  /** The PaymentIntent, `pi_…`. */
  readonly intent: string
  /** ISO 4217, lower case. */
  readonly currency: string
  readonly amountReceived: number
  /** Newest first. */
  readonly refunds: readonly Refund[]
  readonly disputes: readonly Dispute[]
  readonly fraudWarnings: readonly FraudWarning[]
  /** Left out: they were not asked for, or our key may not know them. */
  readonly fees?: Fees | undefined
}

/** What Stripe keeps for itself; not given back with the rest. */
export interface Fees {
  /** Null: it is not known yet, as in the first minutes after a payment by card. */
  readonly payment: number | null
  readonly disputes: number
}

export interface Refund {
  readonly id: string
  readonly amount: number
  /** `pending requires_action succeeded failed canceled`. */
  readonly status: string | null
  readonly pendingReason: string | null
  readonly failureReason: string | null
  /** Why it is ours, from its metadata; null: somebody made it by hand. */
  readonly purpose: string | null
  readonly created: string
}

export interface Dispute {
  readonly id: string
  readonly amount: number
  readonly status: string
  /** The cardholder's, in the network's words: `product_not_received`. */
  readonly reason: string
  /** Until when evidence is taken; null: none is. */
  readonly evidenceDueBy: string | null
  /** How often evidence was submitted. */
  readonly submissions: number
  readonly created: string
}

export interface FraudWarning {
  readonly id: string
  /** The payment has neither been refunded nor disputed since. */
  readonly actionable: boolean
  readonly fraudType: string
  readonly created: string
}

export type TakenBack = 'refunded' | 'dispute-lost'

/**
 * Why the pack is no longer the customer's: the refunds that are neither failed nor cancelled reach
 * what was received, or a dispute is lost. Null: it is theirs; also again, once that ceases to be so.
 */
export function takenBackBy(payment: Payment): TakenBack | null {
  if (payment.disputes.some(({ status }) => status === 'lost')) return 'dispute-lost'
  return payment.amountReceived > 0 && refundedOf(payment) >= payment.amountReceived
    ? 'refunded'
    : null
}

/** Minor units that went back, or are on their way. */
export function refundedOf({ refunds }: Pick<Payment, 'refunds'>): number {
  return refunds.filter(stands).reduce((sum, { amount }) => sum + amount, 0)
}

type Returned = Pick<Payment, 'refunds' | 'disputes'>

/**
 * Refunds that the customer's bank sent back, and no other has taken the place of: one for the same
 * purpose, or a newer one of as much. None where a dispute has taken the money, or may: it would go
 * back twice.
 */
export function lostRefunds({ refunds, disputes }: Returned): Refund[] {
  if (disputes.some((dispute) => dispute.status === 'lost' || isOpen(dispute))) return []
  const isReplaced = ({ purpose, amount }: Refund, at: number) =>
    refunds.some((other, otherAt) => {
      const isSame = purpose !== null && other.purpose === purpose
      return stands(other) && (isSame || (otherAt < at && other.amount >= amount))
    })
  return refunds.filter((refund, at) => refund.status === 'failed' && !isReplaced(refund, at))
}

/** Minor units that are ours still: neither went back, nor did a bank take them for good. */
export function leftOf(payment: Payment): number {
  const lost = payment.disputes.filter(({ status }) => status === 'lost')
  const taken = lost.reduce((sum, { amount }) => sum + amount, 0)
  return payment.amountReceived - refundedOf(payment) - taken
}

/** The how manieth refund is the last that stands; 0: none. */
export const lastRefund = ({ refunds }: Pick<Payment, 'refunds'>): number =>
  placeOf(refunds, refunds.find(stands))

/** The how manieth refund is the last that was lost; 0: none. */
export const lastLostRefund = (payment: Returned): number =>
  placeOf(payment.refunds, lostRefunds(payment)[0])

/** Counted from the oldest, so that it stays what it is. */
function placeOf(refunds: readonly Refund[], refund: Refund | undefined): number {
  return refund === undefined ? 0 : refunds.length - refunds.indexOf(refund)
}

/** Neither failed nor cancelled; what Stripe adds later counts, since the money may have left. */
export function stands({ status }: Refund): boolean {
  return status !== 'failed' && status !== 'canceled'
}

const ended: readonly string[] = ['won', 'lost', 'warning_closed', 'prevented']

/** Undecided: an inquiry, a dispute, or the appeal after a lost one. */
export function isOpen({ status }: Dispute): boolean {
  return !ended.includes(status)
}

/** Somebody may take the payment back: nothing more is spent on the order meanwhile. */
export function isContested({ disputes, fraudWarnings }: Payment): boolean {
  return disputes.some(isOpen) || fraudWarnings.some(({ actionable }) => actionable)
}

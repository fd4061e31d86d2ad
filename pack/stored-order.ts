import type { Attentions, Consent, FrozenOrder, OrderState } from './order.ts'
import type { Payment } from './payment.ts'

/** An order as it is written down before its payment page is made. */
export interface NewOrder extends FrozenOrder {
  readonly email: string
  readonly consent: Consent
  readonly idempotencyKey: string | null
  /** SHA-256 of what was asked for: the same key with another request is refused. */
  readonly requestHash: string
}

/**
 * An order with what happened to it since it was frozen. Times are ISO 8601, UTC. One that was erased, or whose
 * key is lost, has no e-mail address (`''`) and no answers (`{}`).
 */
export interface StoredOrder extends FrozenOrder {
  readonly email: string
  readonly consent: Consent
  readonly state: OrderState
  readonly attentions: Attentions
  readonly idempotencyKey: string | null
  readonly requestHash: string
  /** Of Stripe's Checkout; null until its payment page was made. */
  readonly sessionId: string | null
  /** Stripe's hosted page, while unpaid. */
  readonly checkoutUrl: string | null
  readonly paidAt: string | null
  /** As Stripe had it when it was asked last; null before, and where nothing was charged. */
  readonly payment: Payment | null
  /** Tax and discounts included, in minor units. */
  readonly amountPaid: number | null
  /** Of what was paid, in minor units; null: nothing. */
  readonly refundOwed: number | null
  readonly nextUpdateBy: string | null
  /** When it was taken up again, complete as it was, for what a person read; null: it is tailored as ever. */
  readonly readAt: string | null
  /** Which of its links opens it: those before were withdrawn. */
  readonly linkGeneration: number
}

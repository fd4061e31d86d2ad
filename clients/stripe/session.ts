import type Stripe from 'stripe'

/** A Checkout Session, reduced to what tells whether, and for what, was paid. */
export interface CheckoutSession {
  readonly id: string
  readonly status: string | null
  readonly paymentStatus: string
  /** Of the prices we set, whatever currency the customer was shown. ISO 4217, lower case. */
  readonly currency: string | null
  /** Before tax and discounts, in minor units. */
  readonly amountSubtotal: number | null
  /** What was paid in the end, in minor units. */
  readonly amountTotal: number | null
  /** Of the one product; pack, tier and quantity are null when it is not exactly one. */
  readonly quantity: number | null
  readonly pack: string | null
  readonly tier: string | null
  /** Null on a session that is not ours. */
  readonly orderId: string | null
  readonly email: string | null
  readonly paymentIntent: string | null
  /** The payment was tried and failed for good, as with a refused bank debit. */
  readonly paymentFailed: boolean
  /** The payment page, while the session is open. */
  readonly url: string | null
  /** ISO 8601, UTC. */
  readonly created: string
}

export function describeSession(session: Stripe.Checkout.Session): CheckoutSession {
  const items = session.line_items?.data ?? []
  const only = items.length === 1 ? items[0] : undefined
  const product = only?.price?.product
  const bought = typeof product === 'object' && !product.deleted ? product.metadata : {}
  const payment = session.payment_intent
  return {
    id: session.id,
    status: session.status,
    paymentStatus: session.payment_status,
    currency: session.currency,
    amountSubtotal: session.amount_subtotal,
    amountTotal: session.amount_total,
    quantity: only?.quantity ?? null,
    pack: bought.pack ?? null,
    tier: bought.tier ?? null,
    orderId: session.metadata?.order ?? null,
    email: session.customer_details?.email ?? session.customer_email,
    paymentIntent: typeof payment === 'string' ? payment : (payment?.id ?? null),
    paymentFailed: hasFailed(session.status, payment),
    url: session.url,
    created: iso(session.created),
  }
}

/** After the page was completed, a payment that asks for another method was refused by the bank. */
function hasFailed(
  status: Stripe.Checkout.Session.Status | null,
  payment: string | Stripe.PaymentIntent | null,
): boolean {
  if (status !== 'complete' || typeof payment !== 'object') return false
  return payment?.status === 'requires_payment_method' || payment?.status === 'canceled'
}

/** Stripe's seconds as ISO 8601, UTC. */
export function iso(seconds: number): string {
  return new Date(seconds * 1000).toISOString()
}

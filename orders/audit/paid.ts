import { type Payment, type TakenBack, takenBackBy } from '../../pack/payment.ts'
import type { AuditedOrder, ListedSession } from './audited-order.ts'

export function isPaid({ paymentStatus }: ListedSession): boolean {
  return paymentStatus === 'paid' || paymentStatus === 'no_payment_required'
}

/** The session that the order says it was paid by, or its first one that was paid. */
export function paidSession({ sessionId, stripe }: AuditedOrder): ListedSession | null {
  const paid = stripe.sessions.filter(isPaid)
  return paid.find(({ id }) => id === sessionId) ?? paid[0] ?? null
}

/** What became of a session's payment, by Stripe's lists. */
export function paymentOf(
  { payment, stripe }: Pick<AuditedOrder, 'payment' | 'stripe'>,
  { paymentIntent: intent, amountTotal }: ListedSession,
): Payment {
  const isOf = (one: { readonly intent: string | null }) => intent !== null && one.intent === intent
  return {
    intent: intent ?? '',
    currency: payment?.currency ?? '',
    // Of a payment in the customer's own currency the session has another amount; it never changes.
    amountReceived: payment?.intent === intent ? payment.amountReceived : (amountTotal ?? 0),
    refunds: stripe.refunds.filter(isOf),
    disputes: stripe.disputes.filter(isOf),
    fraudWarnings: [],
  }
}

export function takenBack(order: AuditedOrder, session: ListedSession): TakenBack | null {
  return takenBackBy(paymentOf(order, session))
}

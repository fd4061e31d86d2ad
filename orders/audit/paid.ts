import { leftOf, type Payment, type TakenBack, takenBackBy } from '../../pack/payment.ts'
import type { AuditedOrder, ListedSession } from './audited-order.ts'

export function isPaid({ paymentStatus }: ListedSession): boolean {
  return paymentStatus === 'paid' || paymentStatus === 'no_payment_required'
}

/** The session that the order says it was paid by, or its first one that was paid. */
export function paidSession({
  sessionId,
  stripe,
}: Pick<AuditedOrder, 'sessionId' | 'stripe'>): ListedSession | null {
  const paid = stripe.sessions.filter(isPaid)
  return paid.find(({ id }) => id === sessionId) ?? paid[0] ?? null
}

/** What became of a session's payment, by Stripe's word alone. */
export function paymentOf(
  { stripe }: Pick<AuditedOrder, 'stripe'>,
  { paymentIntent: intent, amountTotal, currency }: ListedSession,
): Payment {
  const isOf = (one: { readonly intent: string }) => one.intent === intent
  const refunds = stripe.refunds.filter(isOf)
  const disputes = stripe.disputes.filter(isOf)
  return {
    intent: intent ?? '',
    currency: currency ?? '',
    // Of a payment in the customer's own currency the session has another amount. What of that went
    // back says what it brought; where nothing did, nothing is taken from it.
    amountReceived: refunds[0]?.received ?? disputes[0]?.received ?? amountTotal ?? 0,
    refunds,
    disputes,
    fraudWarnings: [],
  }
}

export function takenBack(order: AuditedOrder, session: ListedSession): TakenBack | null {
  return takenBackBy(paymentOf(order, session))
}

/** Minor units of a payment that went back, or that a bank took. */
export function goneOf(payment: Payment): number {
  return payment.amountReceived - leftOf(payment)
}

/** A person was asked about the payment, or has decided. */
export function isAsked({ unapplied, attentions }: AuditedOrder, session: string): boolean {
  const known = unapplied.find((one) => one.session === session)
  return known !== undefined && (known.isAccepted || attentions[known.kind] !== undefined)
}

/** Something happened to the payment of which nobody need have heard yet. */
export function movedLately(
  { refunds, disputes }: Payment,
  isPast: (time: string) => boolean,
): boolean {
  return [...refunds, ...disputes].some(({ created }) => !isPast(created))
}

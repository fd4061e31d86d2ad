import { leftOf, lostRefunds, type Payment, stands } from '../../../pack/payment.ts'
import type { AuditedOrder, KnownRefundRequest } from '../audited-order.ts'
import { goneOf, isPaid, movedLately, paymentOf } from '../paid.ts'
import type { Moment, Rule } from '../rule.ts'

export const refundedWrongly: Rule = {
  name: 'refunded-wrongly',
  about: 'money that went back wrongly, twice, or not at all',
  look(order, moment) {
    const payments = order.stripe.sessions
      .filter(isPaid)
      .map((session) => paymentOf(order, session))
    if (!isMoved(order, payments)) return null
    return [
      ...payments.flatMap(tooMuch),
      ...payments.flatMap((payment) => twice(payment)),
      ...payments.flatMap((payment) => undecided(order, payment)),
      ...payments.flatMap((payment) => misheard(order, payment, moment)),
      ...order.refundRequests.flatMap((request) => notGone(order, request, payments)),
      ...waits(order),
      ...unasked(order),
    ]
  },
}

/** Money went back, or was to. */
function isMoved({ payment, refundRequests, refundOwed }: AuditedOrder, payments: Payment[]) {
  const all = payment === null ? payments : [payment, ...payments]
  const isBack = all.some(({ refunds, disputes }) => refunds.length + disputes.length > 0)
  return isBack || refundRequests.length > 0 || refundOwed !== null
}

function tooMuch(payment: Payment): string[] {
  const left = leftOf(payment)
  return left >= 0
    ? []
    : [`gave back ${-left} more than was paid (minor units), by refunds and lost disputes.`]
}

function twice({ refunds }: Payment): string[] {
  const ours = refunds.filter((refund) => refund.purpose !== null && stands(refund))
  const again = ours.filter(({ purpose }, at) =>
    ours.slice(0, at).some((other) => other.purpose === purpose),
  )
  return again.map(({ id, purpose }) => `was refunded twice for ${purpose}: ${id} is one too many.`)
}

/** Refunds by our word that nobody asked for, or of more than was asked for, or of another payment. */
function undecided({ refundRequests }: AuditedOrder, { intent, refunds }: Payment): string[] {
  return refunds.filter(stands).flatMap(({ id, purpose, amount }) => {
    if (purpose === null) return []
    const request = refundRequests.find((one) => one.purpose === purpose)
    if (request === undefined)
      return [`was refunded by ${id} for ${purpose}, which nobody asked for.`]
    if (request.intent !== null && request.intent !== intent)
      return [`was refunded by ${id} for ${purpose} of ${intent}, which is another payment.`]
    return amount > request.amount
      ? [`was refunded ${amount} by ${id}, of ${request.amount} that was asked for (minor units).`]
      : []
  })
}

/** What was taken of the payment that the order was paid by, and nobody heard of; or the other way. */
function misheard(order: AuditedOrder, payment: Payment, { isPast }: Moment): string[] {
  // One that came to an order and was not applied to it is kept as it was then.
  if (order.payment?.intent !== payment.intent || order.paidAt === null) return []
  if (movedLately(payment, isPast)) return []
  const [kept, gone] = [goneOf(order.payment), goneOf(payment)]
  return kept === gone
    ? []
    : [`has ${kept} as taken back (minor units), and Stripe ${gone} of ${payment.intent}.`]
}

/** What came back from the customer's bank asks for a person. */
function notGone(
  { attentions, payment: own }: AuditedOrder,
  { purpose, amount, intent, isDone, refund }: KnownRefundRequest,
  payments: readonly Payment[],
): string[] {
  if (!isDone || attentions.payment !== undefined) return []
  if (refund === null) {
    const left = payments.filter((one) => one.intent === (intent ?? own?.intent)).map(leftOf)
    return left.some((amount) => amount > 0)
      ? [`has ${purpose} as done, though nothing went back for it and ${left[0]} are left.`]
      : []
  }
  const payment = payments.find(({ refunds }) => refunds.some(({ id }) => id === refund))
  const made = payment?.refunds.find(({ id }) => id === refund)
  if (payment === undefined || made === undefined)
    return [`has ${purpose} as refunded by ${refund}, which Stripe does not know.`]
  if (lostRefunds(payment).includes(made))
    return [`has ${purpose} as refunded by ${refund}, which came back, and nobody is asked.`]
  return stands(made) && made.amount < amount && leftOf(payment) > 0
    ? [`was refunded ${made.amount} by ${refund}, of ${amount} that was owed (minor units).`]
    : []
}

function waits({ attentions, refundRequests }: AuditedOrder): string[] {
  return refundRequests
    .filter(({ isDone, isStopped }) => isStopped && !isDone && attentions.refund === undefined)
    .map(({ purpose }) => `waits for a person to refund ${purpose}, and nobody is asked.`)
}

/** What is owed has a request from the same moment on. */
function unasked({ refundOwed, refundRequests }: AuditedOrder): string[] {
  const isAsked = refundRequests.some(
    ({ purpose, amount }) => purpose === 'shortfall' && amount === refundOwed,
  )
  return refundOwed === null || isAsked
    ? []
    : [`owes ${refundOwed} (minor units), and nothing has it go back.`]
}

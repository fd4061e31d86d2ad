import { leftOf, lostRefunds, type Payment, stands } from '../../../pack/payment.ts'
import type { AuditedOrder, KnownRefundRequest } from '../audited-order.ts'
import { isPaid, paymentOf } from '../paid.ts'
import type { Rule } from '../rule.ts'

export const refundedWrongly: Rule = {
  name: 'refunded-wrongly',
  about: 'money that went back wrongly, twice, or not at all',
  look(order) {
    const payments = order.stripe.sessions
      .filter(isPaid)
      .map((session) => paymentOf(order, session))
    const moved = payments.some(({ refunds }) => refunds.length > 0)
    if (!moved && order.refundRequests.length === 0 && order.refundOwed === null) return null
    return [
      ...payments.flatMap(tooMuch),
      ...payments.flatMap((payment) => twice(payment)),
      ...payments.flatMap((payment) => undecided(order, payment)),
      ...order.refundRequests.flatMap((request) => notGone(order, request, payments)),
      ...unasked(order),
    ]
  },
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

/** Refunds by our word that nobody asked for, or of more than was asked for. */
function undecided({ refundRequests }: AuditedOrder, { refunds }: Payment): string[] {
  return refunds.filter(stands).flatMap(({ id, purpose, amount }) => {
    if (purpose === null) return []
    const request = refundRequests.find((one) => one.purpose === purpose)
    if (request === undefined)
      return [`was refunded by ${id} for ${purpose}, which nobody asked for.`]
    return amount > request.amount
      ? [`was refunded ${amount} by ${id}, of ${request.amount} that was asked for (minor units).`]
      : []
  })
}

/** What came back from the customer's bank asks for a person. */
function notGone(
  { attentions }: AuditedOrder,
  { purpose, amount, isDone, refund }: KnownRefundRequest,
  payments: readonly Payment[],
): string[] {
  if (!isDone || refund === null || attentions.payment !== undefined) return []
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

/** What is owed has a request from the same moment on. */
function unasked({ refundOwed, refundRequests }: AuditedOrder): string[] {
  const isAsked = refundRequests.some(
    ({ purpose, amount }) => purpose === 'shortfall' && amount === refundOwed,
  )
  return refundOwed === null || isAsked
    ? []
    : [`owes ${refundOwed} (minor units), and nothing has it go back.`]
}

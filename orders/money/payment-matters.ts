import {
  type Dispute,
  type FraudWarning,
  isOpen,
  lostRefunds,
  type Payment,
  type Refund,
} from '../../pack/payment.ts'
import { amountIn } from '../../pack/price.ts'

/** What there is for a person to do about a payment, a sentence each; null: nothing. */
export function paymentMatters(payment: Payment): string | null {
  const { disputes, fraudWarnings, currency } = payment
  const sentences = [
    ...lostRefunds(payment).map((refund) => failed(refund, currency)),
    ...disputes.filter(isOpen).map((dispute) => disputed(dispute, currency)),
    ...fraudWarnings.filter(({ actionable }) => actionable).map(warned),
  ]
  return sentences.length === 0 ? null : sentences.join(' ')
}

function failed({ id, failureReason, amount }: Refund, currency: string) {
  return `Refund ${id} of ${amountIn(amount, currency)} failed (${failureReason ?? 'no reason given'}); the customer has to be paid in another way.`
}

function disputed(dispute: Dispute, currency: string) {
  const { id, status, reason, amount, evidenceDueBy, submissions } = dispute
  const evidence =
    evidenceDueBy === null
      ? 'no evidence is taken'
      : submissions === 0
        ? `evidence is due by ${evidenceDueBy}`
        : status.endsWith('needs_response')
          ? `evidence was submitted, and more is wanted by ${evidenceDueBy}`
          : 'evidence was submitted'
  return `Dispute ${id} (${reason}) of ${amountIn(amount, currency)} is open; ${evidence}.`
}

function warned({ id, fraudType }: FraudWarning) {
  return `Early fraud warning ${id} (${fraudType}); a refund now may spare a dispute.`
}

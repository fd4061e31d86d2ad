import { type Dispute, type FraudWarning, isOpen, type Payment } from '../pack/payment.ts'

/** What there is for a person to do about a payment, a sentence each; null: nothing. */
export function paymentMatters({ disputes, fraudWarnings, currency }: Payment): string | null {
  const sentences = [
    ...disputes.filter(isOpen).map((dispute) => disputed(dispute, currency)),
    ...fraudWarnings.filter(({ actionable }) => actionable).map(warned),
  ]
  return sentences.length === 0 ? null : sentences.join(' ')
}

function disputed({ id, reason, amount, evidenceDueBy, submissions }: Dispute, currency: string) {
  const money = `${(amount / 100).toFixed(2)} ${currency.toUpperCase()}`
  const evidence =
    submissions > 0
      ? 'evidence was submitted'
      : evidenceDueBy === null
        ? 'no evidence is taken'
        : `evidence is due by ${evidenceDueBy}`
  return `Dispute ${id} (${reason}) of ${money} is open; ${evidence}.`
}

function warned({ id, fraudType }: FraudWarning) {
  return `Early fraud warning ${id} (${fraudType}); a refund now may spare a dispute.`
}

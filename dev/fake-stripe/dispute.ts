import type Stripe from 'stripe'
import { z } from 'zod'
import type { Fees } from './fees.ts'
import { newId, now } from './ledger.ts'
import { chargeOf } from './payment.ts'
import { Refusal } from './refusal.ts'
import { expand, wholeNumber } from './session-params.ts'

export const disputeStatuses = [
  'warning_needs_response',
  'warning_under_review',
  'warning_closed',
  'needs_response',
  'under_review',
  'appeal_needs_response',
  'appeal_under_review',
  'won',
  'lost',
  'prevented',
] as const

type Status = (typeof disputeStatuses)[number]

const evidenceText = z.string().max(20_000)
/** Characters, of all texts together. */
const longestEvidence = 150_000
const tooLong = `must have at most ${longestEvidence} characters in all`

/** What the cardholder's bank says. */
export const disputeForm = z.strictObject({
  payment_intent: z.string(),
  amount: wholeNumber.optional(),
  reason: z.string().default('product_not_received'),
  status: z.enum(disputeStatuses).default('needs_response'),
  /** Seconds until evidence is due. */
  due_in: wholeNumber.default(9 * 86_400),
})

export function newDispute(
  form: z.infer<typeof disputeForm>,
  intent: Stripe.PaymentIntent,
): Stripe.Dispute {
  const created = now()
  return {
    id: newId('du'),
    object: 'dispute',
    amount: form.amount ?? intent.amount_received,
    balance_transactions: [],
    charge: chargeOf(intent),
    created,
    currency: intent.currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence,
    evidence_details: {
      due_by: created + form.due_in,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'manual',
    },
    intended_submission_method: null,
    is_charge_refundable: form.status.startsWith('warning_'),
    livemode: false,
    metadata: {},
    network_reason_code: '13.1',
    payment_intent: intent.id,
    reason: form.reason,
    status: form.status,
  }
}

/** An inquiry moves no money, a dispute takes it, and one that is won gives it back: each once. */
export function withMoney(dispute: Stripe.Dispute, fees: Pick<Fees, 'disputed'>): Stripe.Dispute {
  const { status, balance_transactions: moved } = dispute
  if (status.startsWith('warning_') || status === 'prevented') return dispute
  const taken = moved.length === 0 ? fees.disputed(dispute, 'taken') : dispute
  const isBack = status !== 'won' || moved.length > 1
  return isBack ? taken : fees.disputed(taken, 'returned')
}

/** The part of https://docs.stripe.com/api/disputes/update that the shop uses. */
export const evidenceParams = z.strictObject({
  evidence: z
    .strictObject({
      access_activity_log: evidenceText,
      // The shop leaves it out where it no longer knows it.
      customer_email_address: evidenceText.optional(),
      product_description: evidenceText,
      refund_policy_disclosure: evidenceText,
      service_date: evidenceText,
      uncategorized_text: evidenceText,
    })
    .refine((texts) => Object.values(texts).join('').length <= longestEvidence, tooLong),
  submit: z.enum(['true', 'false']).default('true'),
  expand,
})

/** @throws Refusal when it is over */
export function withEvidence(
  dispute: Stripe.Dispute,
  { evidence, submit }: z.infer<typeof evidenceParams>,
): Stripe.Dispute {
  const { due_by, submission_count } = dispute.evidence_details
  if (!dispute.status.endsWith('needs_response') || due_by === null || due_by < now())
    throw new Refusal(400, { message: 'This dispute is already closed' })
  const isSubmitted = submit === 'true'
  return {
    ...dispute,
    status: isSubmitted ? reviewed(dispute.status) : dispute.status,
    evidence: {
      ...dispute.evidence,
      ...evidence,
      customer_email_address:
        evidence.customer_email_address ?? dispute.evidence.customer_email_address,
    },
    evidence_details: {
      ...dispute.evidence_details,
      has_evidence: true,
      submission_count: submission_count + (isSubmitted ? 1 : 0),
    },
  }
}

const reviewed = (status: string) => status.replace('needs_response', 'under_review')

/** The events by which the shop is told of a status; the first dispute of a payment is `created`. */
export function disputeEvents(status: Status, isNew: boolean): string[] {
  const told = isNew ? ['created'] : closing.includes(status) ? ['closed'] : ['updated']
  const moved = moneyMoves[status] ?? []
  return [...told, ...(isNew || status !== 'needs_response' ? moved : [])].map(
    (what) => `charge.dispute.${what}`,
  )
}

const closing: readonly Status[] = ['won', 'lost', 'warning_closed', 'prevented']

const moneyMoves: Partial<Record<Status, string[]>> = {
  needs_response: ['funds_withdrawn'],
  won: ['funds_reinstated'],
}

const noEvidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
} satisfies Stripe.Dispute.Evidence

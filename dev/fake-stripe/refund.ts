import type Stripe from 'stripe'
import { z } from 'zod'
import { type Ledger, newId, now } from './ledger.ts'
import { chargeOf } from './payment.ts'
import { Refusal } from './refusal.ts'
import { expand, metadata, wholeNumber } from './session-params.ts'

/** The part of https://docs.stripe.com/api/refunds/create that the shop uses. */
export const refundParams = z.strictObject({
  payment_intent: z.string(),
  amount: wholeNumber.optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  metadata: metadata.default({}),
  expand,
})

export type RefundParams = z.infer<typeof refundParams>

export const refundStatuses = [
  'pending',
  'requires_action',
  'succeeded',
  'failed',
  'canceled',
] as const

/** @throws Refusal where Stripe would not give this money back */
export function newRefund(params: RefundParams, ledger: Ledger): Stripe.Refund {
  const { payment_intent, reason = null } = params
  const intent = ledger.find('payment_intent', payment_intent)
  if (intent === undefined)
    throw refusal(404, 'resource_missing', `No such payment_intent: '${payment_intent}'`)
  const left = intent.amount_received - refundedOf(payment_intent, ledger)
  const amount = params.amount ?? left
  if (isDisputed(payment_intent, ledger))
    throw refusal(400, 'charge_disputed', 'Charge has been charged back; cannot issue a refund.')
  if (left <= 0) throw refusal(400, 'charge_already_refunded', 'Charge has already been refunded.')
  if (amount <= 0 || amount > left)
    throw refusal(
      400,
      'amount_too_large',
      `Refund amount (${amount}) is greater than ${left}, the unrefunded amount on charge`,
    )
  return {
    ...plain,
    id: newId('re'),
    object: 'refund',
    amount,
    charge: chargeOf(intent),
    created: now(),
    currency: intent.currency,
    metadata: params.metadata,
    payment_intent,
    reason,
    status: 'succeeded',
  }
}

/** What the shop is told by when a refund gets another status. */
export function refundEvent(status: (typeof refundStatuses)[number]): string {
  return status === 'failed' ? 'refund.failed' : 'refund.updated'
}

function refundedOf(intent: string, ledger: Ledger): number {
  return ledger
    .newestFirst('refund')
    .filter(({ payment_intent, status }) => payment_intent === intent && !isOff(status))
    .reduce((sum, { amount }) => sum + amount, 0)
}

const isOff = (status: string | null) => status === 'failed' || status === 'canceled'

const undecided = ['needs_response', 'under_review', 'lost']

function isDisputed(intent: string, ledger: Ledger): boolean {
  return ledger
    .newestFirst('dispute')
    .some(({ payment_intent, status }) => payment_intent === intent && undecided.includes(status))
}

function refusal(status: number, code: string, message: string): Refusal {
  return new Refusal(status, { message, code })
}

/** The rest of a Refund, as it is for a payment by card. */
const plain = {
  balance_transaction: null,
  customer: null,
  customer_account: null,
  payment_method: null,
  receipt_number: null,
  source_transfer_reversal: null,
  transfer_reversal: null,
} satisfies Partial<Stripe.Refund>

import type Stripe from 'stripe'
import { z } from 'zod'
import { type Ledger, newId, now } from './ledger.ts'
import { chargeOf } from './payment.ts'

/** What a bank's dispute costs, in minor units, whoever wins it. */
const disputeFee = 2_000

/** How the account is paid out: by when fees are known, and in which money. */
export const feesForm = z.strictObject({
  known: z.enum(['true', 'false']).default('true'),
  /** Of the balance; the payment's own when left out. */
  currency: z
    .string()
    .regex(/^[a-z]{3}$/)
    .optional(),
  /** Of that, so much for one of the payment's. */
  rate: z.coerce.number().positive().default(1),
})

type Terms = z.infer<typeof feesForm>

/** What Stripe itself takes of a payment; as with cards, it may say so only a while after. */
export function createFees(ledger: Ledger) {
  let terms: Terms = feesForm.parse({})

  /** The charge by which the intent was, or is to be, paid. */
  function charge(intent: Stripe.PaymentIntent): void {
    const isPaid = intent.status === 'succeeded'
    ledger.put(chargeFor(intent, isPaid ? transactionFor(intent) : null))
  }

  function transactionFor(intent: Stripe.PaymentIntent): string | null {
    if (terms.known === 'false') return null
    const { amount_received: amount, currency } = intent
    const put = transaction({ type: 'charge', amount, fee: cardFee(amount), currency }, terms)
    ledger.put(put)
    return put.id
  }

  return {
    charge,
    /** What was not known until now is, where it is to be. */
    change(next: Terms): void {
      terms = next
      for (const intent of ledger.newestFirst('payment_intent')) {
        const known = ledger.retrieve('charge', chargeOf(intent)).balance_transaction
        if (known === null) charge(intent)
      }
    },
    /** Money that a bank takes, or gives back. */
    disputed(dispute: Stripe.Dispute, moves: 'taken' | 'returned'): Stripe.Dispute {
      const { currency, balance_transactions: before } = dispute
      const sum =
        moves === 'taken'
          ? { amount: -dispute.amount, fee: disputeFee }
          : { amount: dispute.amount, fee: 0 }
      const moved = transaction({ type: 'adjustment', currency, ...sum }, terms)
      return { ...dispute, balance_transactions: [moved, ...before] }
    },
  }
}

export type Fees = ReturnType<typeof createFees>

/** Of a card from the European Economic Area: 1.5 % and 25 minor units. */
const cardFee = (amount: number) => Math.round(amount * 0.015) + 25

interface Moved {
  readonly type: 'charge' | 'adjustment'
  readonly amount: number
  readonly fee: number
  readonly currency: string
}

function transaction(moved: Moved, { currency, rate }: Terms): Stripe.BalanceTransaction {
  const isOther = currency !== undefined && currency !== moved.currency
  const into = (amount: number) => Math.round(amount * (isOther ? rate : 1))
  const [amount, fee] = [into(moved.amount), into(moved.fee)]
  const created = now()
  return {
    id: newId('txn'),
    object: 'balance_transaction',
    amount,
    available_on: created,
    balance_type: 'payments',
    created,
    currency: isOther ? currency : moved.currency,
    description: null,
    exchange_rate: isOther ? rate : null,
    fee,
    fee_details: [],
    net: amount - fee,
    reporting_category: moved.type === 'charge' ? 'charge' : 'dispute',
    source: null,
    status: 'available',
    type: moved.type,
  }
}

function chargeFor(intent: Stripe.PaymentIntent, transaction: string | null): Stripe.Charge {
  const isPaid = intent.status === 'succeeded'
  return {
    ...unusedFeatures,
    id: chargeOf(intent),
    object: 'charge',
    amount: intent.amount,
    amount_captured: intent.amount_received,
    balance_transaction: transaction,
    captured: isPaid,
    created: intent.created,
    currency: intent.currency,
    metadata: intent.metadata,
    paid: isPaid,
    payment_intent: intent.id,
    status: isPaid ? 'succeeded' : 'pending',
  }
}

/** The rest of a Charge, as it is when none of these features was asked for. */
const unusedFeatures = {
  amount_refunded: 0,
  application: null,
  application_fee: null,
  application_fee_amount: null,
  billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
  calculated_statement_descriptor: null,
  customer: null,
  description: null,
  disputed: false,
  failure_balance_transaction: null,
  failure_code: null,
  failure_message: null,
  fraud_details: null,
  livemode: false,
  on_behalf_of: null,
  outcome: null,
  payment_method: null,
  payment_method_details: null,
  receipt_email: null,
  receipt_number: null,
  receipt_url: null,
  refunded: false,
  review: null,
  shipping: null,
  source: null,
  source_transfer: null,
  statement_descriptor: null,
  statement_descriptor_suffix: null,
  transfer_data: null,
  transfer_group: null,
} satisfies Partial<Stripe.Charge>

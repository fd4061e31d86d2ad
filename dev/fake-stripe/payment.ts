import type Stripe from 'stripe'
import { newId, now } from './ledger.ts'

type Session = Stripe.Checkout.Session

/** Added on top of the net price where Stripe Tax is on: the UK's standard rate. */
const taxRate = 0.2

const buyer: Stripe.Address = {
  city: 'London',
  country: 'GB',
  line1: '1 Test Street',
  line2: null,
  postal_code: 'SW1A 1AA',
  state: null,
}

export function chargeOf({ latest_charge }: Stripe.PaymentIntent): string {
  return typeof latest_charge === 'string' ? latest_charge : (latest_charge?.id ?? '')
}

/** The PaymentIntent of a session; a bank debit is `processing` until it settles. */
export function paymentIntentOf(
  session: Session,
  status: 'succeeded' | 'processing',
  metadata: Stripe.Metadata,
): Stripe.PaymentIntent {
  const id = newId('pi')
  const amount = totalOf(session)
  return {
    ...unusedFeatures,
    id,
    object: 'payment_intent',
    amount,
    amount_received: status === 'succeeded' ? amount : 0,
    capture_method: 'automatic_async',
    client_secret: newId(`${id}_secret`),
    confirmation_method: 'automatic',
    created: now(),
    currency: session.currency ?? '',
    latest_charge: newId('ch'),
    livemode: false,
    metadata,
    payment_method: newId('pm'),
    payment_method_types: [status === 'succeeded' ? 'card' : 'sepa_debit'],
    status,
  }
}

/** The session after the buyer pressed a button that ends the visit. */
export function completed(session: Session, intent: Stripe.PaymentIntent): Session {
  const invoiced = session.invoice_creation?.enabled === true
  return {
    ...session,
    status: 'complete',
    payment_status: intent.status === 'succeeded' ? 'paid' : 'unpaid',
    payment_intent: intent.id,
    amount_total: intent.amount,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: taxOf(session) },
    automatic_tax: {
      ...session.automatic_tax,
      status: session.automatic_tax.enabled ? 'complete' : null,
    },
    customer: invoiced ? newId('cus') : null,
    customer_details: detailsOf(session),
    invoice: invoiced ? newId('in') : null,
    url: null,
  }
}

export function expired(session: Session): Session {
  return { ...session, status: 'expired', customer_details: detailsOf(session), url: null }
}

/** What a bank debit comes to: the money, or nothing. */
export function settlement(
  outcome: 'async-paid' | 'async-failed',
  session: Session,
  intent: Stripe.PaymentIntent,
) {
  return outcome === 'async-paid'
    ? ({
        type: 'checkout.session.async_payment_succeeded',
        session: { ...session, payment_status: 'paid' },
        intent: { ...intent, status: 'succeeded', amount_received: intent.amount },
      } as const)
    : ({
        type: 'checkout.session.async_payment_failed',
        session,
        intent: bounced(intent),
      } as const)
}

function bounced(intent: Stripe.PaymentIntent): Stripe.PaymentIntent {
  return {
    ...intent,
    status: 'requires_payment_method',
    payment_method: null,
    last_payment_error: {
      type: 'card_error',
      code: 'payment_intent_payment_attempt_failed',
      message: 'The bank account has not enough funds.',
    },
  }
}

function totalOf(session: Session): number {
  return (session.amount_subtotal ?? 0) + taxOf(session)
}

function taxOf(session: Session): number {
  return session.automatic_tax.enabled ? Math.round((session.amount_subtotal ?? 0) * taxRate) : 0
}

function detailsOf(session: Session): Session['customer_details'] {
  return {
    address: buyer,
    business_name: session.name_collection?.business?.enabled ? 'Test Buyer Ltd' : null,
    email: session.customer_email ?? 'buyer@example.com',
    individual_name: null,
    name: 'Test Buyer',
    phone: null,
    tax_exempt: 'none',
    tax_ids: [],
  }
}

/** The rest of a PaymentIntent, as it is when none of these features was asked for. */
const unusedFeatures = {
  allowed_payment_method_types: null,
  amount_capturable: 0,
  application: null,
  application_fee_amount: null,
  automatic_payment_methods: null,
  canceled_at: null,
  cancellation_reason: null,
  customer: null,
  customer_account: null,
  description: null,
  excluded_payment_method_types: null,
  last_payment_error: null,
  managed_payments: null,
  next_action: null,
  on_behalf_of: null,
  payment_method_configuration_details: null,
  payment_method_options: {},
  payment_record: null,
  processing: null,
  receipt_email: null,
  review: null,
  setup_future_usage: null,
  shipping: null,
  source: null,
  statement_descriptor: null,
  statement_descriptor_suffix: null,
  transfer_data: null,
  transfer_group: null,
} satisfies Partial<Stripe.PaymentIntent>

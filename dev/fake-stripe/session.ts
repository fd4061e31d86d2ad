import Stripe from 'stripe'
import { newId, now } from './ledger.ts'
import type { SessionParams } from './session-params.ts'

/** Stripe's default: a payment page lives for a day. Seconds. */
export const sessionLifetime = 86_400

/** What Stripe makes of the create call, before anybody looked at the page. */
export function openSession(params: SessionParams, origin: string) {
  const products = params.line_items.map((item) => productOf(item.price_data.product_data))
  const lineItems = params.line_items.map((item, n) => lineItemOf(item, products[n]?.id ?? ''))
  const subtotal = lineItems.reduce((sum, item) => sum + item.amount_subtotal, 0)
  const id = newId('cs_test')
  const created = now()
  const session: Stripe.Checkout.Session = {
    ...unusedFeatures,
    id,
    object: 'checkout.session',
    created,
    expires_at: created + sessionLifetime,
    livemode: false,
    mode: 'payment',
    status: 'open',
    payment_status: 'unpaid',
    payment_intent: null,
    currency: lineItems[0]?.currency ?? null,
    amount_subtotal: subtotal,
    amount_total: subtotal,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    client_reference_id: params.client_reference_id ?? null,
    metadata: params.metadata,
    customer: null,
    customer_creation: params.invoice_creation.enabled ? 'always' : 'if_required',
    customer_details: null,
    customer_email: params.customer_email ?? null,
    automatic_tax: automaticTax(params.automatic_tax.enabled),
    ...(params.name_collection && { name_collection: nameCollection }),
    tax_id_collection: { enabled: params.tax_id_collection.enabled, required: 'never' },
    invoice: null,
    invoice_creation: invoiceCreation(params.invoice_creation.enabled),
    success_url: params.success_url,
    cancel_url: params.cancel_url ?? null,
    url: `${origin}/c/pay/${id}`,
  }
  return { session, lineItems, products }
}

function productOf({
  name,
  description,
  metadata,
}: SessionParams['line_items'][number]['price_data']['product_data']): Stripe.Product {
  const created = now()
  return {
    id: newId('prod'),
    object: 'product',
    active: true,
    created,
    updated: created,
    default_price: null,
    description: description ?? null,
    images: [],
    livemode: false,
    marketing_features: [],
    metadata,
    name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: 'service',
    unit_label: null,
    url: null,
  }
}

function lineItemOf(item: SessionParams['line_items'][number], product: string): Stripe.LineItem {
  const { currency, unit_amount, product_data } = item.price_data
  const amount = unit_amount * item.quantity
  return {
    id: newId('li'),
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency,
    description: product_data.name,
    metadata: {},
    price: priceOf(item.price_data, product),
    quantity: item.quantity,
  }
}

function priceOf(
  { currency, unit_amount, tax_behavior }: SessionParams['line_items'][number]['price_data'],
  product: string,
): Stripe.Price {
  return {
    id: newId('price'),
    object: 'price',
    active: false,
    billing_scheme: 'per_unit',
    created: now(),
    currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product,
    recurring: null,
    tax_behavior,
    tiers_mode: null,
    transform_quantity: null,
    type: 'one_time',
    unit_amount,
    unit_amount_decimal: Stripe.Decimal.from(unit_amount),
  }
}

const nameCollection = { business: { enabled: true, optional: false } }

function automaticTax(enabled: boolean): Stripe.Checkout.Session['automatic_tax'] {
  return {
    enabled,
    liability: enabled ? { type: 'self' } : null,
    provider: enabled ? 'stripe' : null,
    status: enabled ? 'requires_location_inputs' : null,
  }
}

function invoiceCreation(enabled: boolean): Stripe.Checkout.Session['invoice_creation'] {
  return {
    enabled,
    invoice_data: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: enabled ? { type: 'self' } : null,
      metadata: {},
      rendering_options: null,
    },
  }
}

/** The rest of the object, as it is when none of these features was asked for. */
const unusedFeatures = {
  adaptive_pricing: { enabled: true },
  after_expiration: null,
  allow_promotion_codes: null,
  allowed_payment_method_types: null,
  billing_address_collection: null,
  client_secret: null,
  collected_information: null,
  consent: null,
  consent_collection: null,
  currency_conversion: null,
  custom_fields: [],
  custom_text: {
    after_submit: null,
    shipping_address: null,
    submit: null,
    terms_of_service_acceptance: null,
  },
  customer_account: null,
  discounts: [],
  integration_identifier: null,
  locale: null,
  managed_payments: { enabled: false },
  origin_context: null,
  payment_link: null,
  payment_method_collection: 'if_required',
  payment_method_configuration_details: null,
  payment_method_options: {},
  payment_method_types: ['card', 'sepa_debit'],
  permissions: null,
  phone_number_collection: { enabled: false },
  recovered_from: null,
  saved_payment_method_options: null,
  setup_intent: null,
  shipping_address_collection: null,
  shipping_cost: null,
  shipping_options: [],
  submit_type: null,
  subscription: null,
  ui_mode: 'hosted_page',
  wallet_options: null,
} satisfies Partial<Stripe.Checkout.Session>

import type Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromEndpoint } from '../../clients/stripe/endpoints.ts'
import { feesOf } from '../../clients/stripe/fees.ts'
import { disputeOf, paymentIn, refundOf, warningOf } from '../../clients/stripe/payments.ts'
import { describeEvent } from '../../clients/stripe/recent.ts'
import { describeSession } from '../../clients/stripe/session.ts'
import { createBank } from '../../dev/bank.ts'
import { goInstallLine } from '../../dev/go-program.ts'
import { prepareStripeMock, startStripeMock } from '../../dev/stripe-mock.ts'
import { openMarket, press, sale } from './fake-stripe-shop.ts'
import { differences, watched } from './shape.ts'

const isThere = await prepareStripeMock()
const title = isThere ? 'Stripe’s own stand-in' : `Stripe’s own stand-in (${goInstallLine})`

type Ids = Readonly<Record<string, string>>

describe.skipIf(!isThere)(title, () => {
  let market: Awaited<ReturnType<typeof openMarket>>
  let mock: Awaited<ReturnType<typeof startStripeMock>>
  let ids: Ids
  beforeAll(async () => {
    mock = await startStripeMock()
    market = await openMarket()
    ids = await live(market)
  })
  afterAll(async () => {
    await market.close()
    await mock.stop()
  })

  it.each(questions)('answers %s %s as ours does', async (method, path, form) => {
    const at = path.replace(/:(\w+)/, (_, kind: string) => ids[kind] ?? '')
    const [ours, theirs] = await Promise.all([
      ask(market.fake.url, method, at, form),
      ask(mock.url, method, at, form),
    ])
    expect(differences(ours, theirs).filter((path) => !leftOut.test(path))).toEqual([])
  })

  it.each(readings)('has every field that we read of %s', async (_, path, read) => {
    const { body } = await ask(mock.url, 'GET', path)
    const { value, missed } = watched(body)
    read(value)
    expect(missed.filter((path) => !onlyAtTimes.test(path))).toEqual([])
  })
})

/** What its examples leave out of what the pinned package describes as optional, at the end of a path. */
const leftOut =
  /\.(allowed_payment_method_types|tax_id_collection|name_collection|tax_details|product\.type|payment_record|source|submission_method|intended_submission_method|network_reason_code|data\.0\.payment_intent|error\.(code|param)): unknown$|\.data\.object\b/

/** Of a refund that waits or came back, and of a product that was deleted. */
const onlyAtTimes = /^\.(pending_reason|failure_reason)$|\.product\.deleted$/

/** Ours first lives through all of this. */
async function live({ fake, stripe }: Awaited<ReturnType<typeof openMarket>>): Promise<Ids> {
  const bank = createBank(fake)
  const open = await stripe.checkout.sessions.create(sale())
  const paid = await stripe.checkout.sessions.create(sale())
  await press(paid.url, 'paid')
  const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(paid.id)
  if (typeof intent !== 'string') throw new Error('The session that was paid has no payment.')
  const refund = await bank.refund(intent, 10)
  const dispute = await bank.dispute(intent)
  const warning = await bank.warn(intent)
  const [event] = (await stripe.events.list({ types: ['checkout.session.completed'] })).data
  return {
    open: open.id,
    paid: paid.id,
    intent,
    refund: refund.id,
    dispute: dispute.id,
    warning: warning.id,
    event: event?.id ?? '',
  }
}

async function ask(url: string, method: string, path: string, form?: Record<string, string>) {
  const headers = { authorization: 'Bearer sk_test_1' }
  const body = form && { body: new URLSearchParams(form) }
  const response = await fetch(`${url}${path}`, { method, headers, ...body })
  return { status: response.status, body: await response.json() }
}

const withFees = 'expand[]=latest_charge.balance_transaction'

const whole = 'expand[]=line_items.data.price.product&expand[]=payment_intent'

const evidence = Object.fromEntries(
  [
    'access_activity_log',
    'customer_email_address',
    'product_description',
    'refund_policy_disclosure',
    'service_date',
    'uncategorized_text',
  ].map((field) => [`evidence[${field}]`, 'x']),
)

/** What the shop asks, and what it is refused. `:kind` is one that ours has. */
const questions: [method: string, path: string, form?: Record<string, string>][] = [
  ['GET', `/v1/checkout/sessions/:open?${whole}`],
  ['GET', `/v1/checkout/sessions/:paid?${whole}`],
  ['GET', '/v1/checkout/sessions?limit=1'],
  ['GET', '/v1/payment_intents/:intent'],
  ['GET', `/v1/payment_intents/:intent?${withFees}`],
  ['GET', '/v1/refunds/:refund?expand[]=payment_intent'],
  ['GET', '/v1/refunds?limit=1&expand[]=data.payment_intent'],
  ['GET', '/v1/disputes/:dispute?expand[]=payment_intent'],
  ['GET', '/v1/disputes?limit=1&expand[]=data.payment_intent'],
  ['POST', '/v1/disputes/:dispute', evidence],
  ['GET', '/v1/radar/early_fraud_warnings/:warning?expand[]=payment_intent'],
  ['GET', '/v1/radar/early_fraud_warnings?limit=1&expand[]=data.payment_intent'],
  ['GET', '/v1/events/:event'],
  ['GET', '/v1/events?limit=1'],
  ['GET', '/v1/webhook_endpoints'],
  ['GET', '/v1/nonsense'],
  ['POST', '/v1/refunds', { nonsense: '1' }],
]

/** What we make of its answers, by the code that reads Stripe's. */
const readings: [what: string, path: string, read: (answer: never) => unknown][] = [
  ['a session', `/v1/checkout/sessions/cs_1?${whole}`, describeSession],
  ['a refund', '/v1/refunds/re_1', refundOf],
  ['a dispute', '/v1/disputes/du_1', disputeOf],
  ['the fees of a payment', `/v1/payment_intents/pi_1?${withFees}`, (one) => feesOf(one, [])],
  ['a warning', '/v1/radar/early_fraud_warnings/issfr_1', warningOf],
  ['an event', '/v1/events/evt_1', describeEvent],
  ['an endpoint', '/v1/webhook_endpoints/we_1', fromEndpoint],
  [
    'the payment that a refund is of',
    '/v1/refunds/re_1?expand[]=payment_intent',
    ({ payment_intent }: Stripe.Refund) => paymentIn(payment_intent),
  ],
  [
    'a payment',
    '/v1/payment_intents/pi_1',
    ({ object, id, currency, amount_received }: Stripe.PaymentIntent) => [
      object,
      id,
      currency,
      amount_received,
    ],
  ],
]

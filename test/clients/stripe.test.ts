import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { StripeRefused, StripeUnavailable } from '../../clients/stripe/errors.ts'
import {
  type CheckoutRequest,
  createStripe,
  type StripeSettings,
} from '../../clients/stripe/stripe.ts'
import { openMarket, press } from '../dev/fake-stripe-shop.ts'

let market: Awaited<ReturnType<typeof openMarket>>
beforeAll(async () => {
  market = await openMarket()
})
afterAll(() => market.close())

const ours = (changes: Partial<StripeSettings> = {}) =>
  createStripe({
    secretKey: 'sk_test_packhorse',
    apiBase: market.fake.url,
    publicUrl: 'http://127.0.0.1:8080',
    tax: false,
    invoices: false,
    ...changes,
  })

const order = (orderId: string): CheckoutRequest => ({
  orderId,
  pack: 'gdpr',
  tier: 'full',
  title: 'GDPR pack, full',
  description: 'All documents.',
  amount: 49_000,
  currency: 'eur',
  email: 'buyer@shop.example',
})

describe('checkout', () => {
  it('is described by the session as the order was', async () => {
    const { sessionId, url } = await ours().createCheckout(order('ord_same'))
    expect(await ours().retrieveSession(sessionId)).toMatchObject({
      id: sessionId,
      status: 'open',
      paymentStatus: 'unpaid',
      currency: 'eur',
      amountSubtotal: 49_000,
      quantity: 1,
      pack: 'gdpr',
      tier: 'full',
      orderId: 'ord_same',
      email: 'buyer@shop.example',
      paymentIntent: null,
      url,
    })
  })

  it('gives one page per order, however often it is asked for', async () => {
    const pages = [1, 2, 3].map(() => ours().createCheckout(order('ord_once')))
    const ids = (await Promise.all(pages)).map(({ sessionId }) => sessionId)
    expect(new Set(ids).size).toBe(1)
  })

  it('takes a new idempotency key after a 500, which Stripe would replay', async () => {
    await market.bank.fail(1)
    const { sessionId } = await ours().createCheckout(order('ord_500'))
    expect((await ours().retrieveSession(sessionId))?.orderId).toBe('ord_500')
  })

  it('is unavailable when Stripe fails twice', async () => {
    await market.bank.fail(2)
    const error = await ours()
      .createCheckout(order('ord_500_twice'))
      .catch((e) => e)
    expect(error).toBeInstanceOf(StripeUnavailable)
  })

  it.each([false, true])('asks for the firm’s name and tax id (tax added: %j)', async (tax) => {
    const { sessionId, url } = await ours({ tax }).createCheckout(order(`ord_firm_${tax}`))
    await press(url)
    const session = await market.stripe.checkout.sessions.retrieve(sessionId)
    expect(session).toMatchObject({
      tax_id_collection: { enabled: true },
      name_collection: { business: { enabled: true } },
      customer_details: { business_name: 'Test Buyer Ltd' },
      automatic_tax: { enabled: tax },
    })
  })

  it('keeps the subtotal net where tax is added', async () => {
    const stripe = ours({ tax: true, invoices: true })
    const { sessionId, url } = await stripe.createCheckout(order('ord_tax'))
    await press(url)
    expect(await stripe.retrieveSession(sessionId)).toMatchObject({
      paymentStatus: 'paid',
      amountSubtotal: 49_000,
      amountTotal: 58_800,
    })
  })

  it('brings the payer back to the landing page', async () => {
    const { sessionId, url } = await ours().createCheckout(order('ord_back'))
    const back = (await press(url)).headers.get('location')
    expect(back).toBe(`http://127.0.0.1:8080/checkout/done?session_id=${sessionId}`)
  })

  it('names the order on the payment too, where refunds and disputes look', async () => {
    const { sessionId, url } = await ours().createCheckout(order('ord_intent'))
    await press(url)
    const session = await ours().retrieveSession(sessionId)
    const intent = await market.stripe.paymentIntents.retrieve(String(session?.paymentIntent))
    expect(intent.metadata.order).toBe('ord_intent')
  })
})

describe('retrieving a session', () => {
  it.each(['cs_test_unknown', '../events', '', 'ü?#'])('is null for %j', async (id) => {
    expect(await ours().retrieveSession(id)).toBeNull()
  })

  it('knows no order, pack or quantity of a session that is not ours', async () => {
    const item = {
      quantity: 1,
      price_data: { currency: 'eur', unit_amount: 100, product_data: { name: 'Mug' } },
    }
    const { id } = await market.stripe.checkout.sessions.create({
      mode: 'payment',
      line_items: [item, item],
      success_url: 'http://127.0.0.1:9/',
    })
    expect(await ours().retrieveSession(id)).toMatchObject({
      orderId: null,
      pack: null,
      tier: null,
      quantity: null,
      amountSubtotal: 200,
    })
  })

  it('is refused with a wrong key', async () => {
    const error = await ours({ secretKey: 'sk_wrong' })
      .retrieveSession('cs_test_1')
      .catch((e) => e)
    expect(error).toBeInstanceOf(StripeRefused)
    expect(error.cause).toMatchObject({ statusCode: 401 })
  })

  it('is unavailable where nobody listens, and says so in its cause', async () => {
    const error = await ours({ apiBase: 'http://127.0.0.1:9' })
      .retrieveSession('cs_test_1')
      .catch((e) => e)
    expect(error).toBeInstanceOf(StripeUnavailable)
    expect(error.cause).toMatchObject({ code: 'ECONNREFUSED' })
  })

  it.each([
    ['JSON that is not a session', 200, '{"hello":"world"}'],
    ['a list', 200, '{"object":"list","data":[]}'],
    ['null', 200, 'null'],
    ['a number', 200, '7'],
    ['an error that is a number', 200, '{"error":7}'],
    ['half an answer', 200, '{"object":"chec'],
    ['a page in HTML', 200, '<html>'],
    ['a gateway error', 502, 'Bad gateway'],
    ['too many requests', 429, '{"error":{"type":"invalid_request_error"}}'],
  ])('is unavailable when the answer is %s', async (_what, status, body) => {
    const proxy = createServer((_request, response) => response.writeHead(status).end(body))
    proxy.listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    const address = proxy.address()
    const port = typeof address === 'object' ? address?.port : null
    const error = await ours({ apiBase: `http://127.0.0.1:${port}` })
      .retrieveSession('cs_test_1')
      .catch((e) => e)
    proxy.close()
    expect(error).toBeInstanceOf(StripeUnavailable)
  })
})

const unreadable = {
  get name(): string {
    throw new TypeError('x is undefined')
  },
}

describe('a fault of the program is never Stripe’s, and keeps its stack:', () => {
  it.each([
    ['what the package cannot encode', { title: unreadable as never }],
    ['what cannot be a header', { orderId: 'ord_\n' }],
  ])('%s', async (_what, wrong) => {
    const error = await ours()
      .createCheckout({ ...order('ord_fault'), ...wrong })
      .catch((e) => e)
    expect(error).toBeInstanceOf(TypeError)
    expect(error.stack).toMatch(/^TypeError.*\n +at /)
  })
})

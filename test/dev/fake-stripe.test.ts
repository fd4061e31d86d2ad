import Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientOf, openMarket, press, sale } from './fake-stripe-shop.ts'

let market: Awaited<ReturnType<typeof openMarket>>
let stripe: Stripe
beforeAll(async () => {
  market = await openMarket()
  stripe = market.stripe
})
afterAll(() => market.close())

describe('a session', () => {
  it('opens unpaid, with a page on the fake itself', async () => {
    const session = await stripe.checkout.sessions.create(sale())
    expect(session).toMatchObject({
      object: 'checkout.session',
      status: 'open',
      payment_status: 'unpaid',
      payment_intent: null,
      currency: 'gbp',
      amount_subtotal: 7_900,
      amount_total: 7_900,
      client_reference_id: 'ord_1',
      metadata: { order: 'ord_1' },
      url: `${market.fake.url}/c/pay/${session.id}`,
    })
    expect(session.expires_at - session.created).toBe(86_400)
  })

  it('shows its line items and their product only when asked', async () => {
    const { id } = await stripe.checkout.sessions.create(sale())
    const plain = await stripe.checkout.sessions.retrieve(id)
    const full = await stripe.checkout.sessions.retrieve(id, {
      expand: ['line_items.data.price.product'],
    })
    expect(plain.line_items).toBeUndefined()
    expect(full.line_items?.data[0]?.price?.product).toMatchObject({ metadata: { pack: 'gdpr' } })
  })

  it('carries a payment intent with the metadata asked for once it is paid', async () => {
    const params = sale({ payment_intent_data: { metadata: { order: 'ord_9' } } })
    const { id, url } = await stripe.checkout.sessions.create(params)
    await press(url)
    const paid = await stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] })
    expect(paid).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      customer_details: { email: 'buyer@shop.example' },
      payment_intent: { status: 'succeeded', amount: 7_900, metadata: { order: 'ord_9' } },
      url: null,
    })
  })

  it('adds tax to the total and not to the subtotal', async () => {
    const params = sale({ automatic_tax: { enabled: true } })
    const { id, url } = await stripe.checkout.sessions.create(params)
    await press(url)
    const paid = await stripe.checkout.sessions.retrieve(id)
    expect(paid).toMatchObject({ amount_subtotal: 7_900, amount_total: 9_480 })
  })

  it('names an invoice where invoices are made', async () => {
    const params = sale({ invoice_creation: { enabled: true } })
    const { id, url } = await stripe.checkout.sessions.create(params)
    await press(url)
    expect((await stripe.checkout.sessions.retrieve(id)).invoice).toMatch(/^in_/)
  })

  it('expires by the API once, and not after payment', async () => {
    const open = await stripe.checkout.sessions.create(sale())
    const paid = await stripe.checkout.sessions.create(sale())
    await press(paid.url)
    expect((await stripe.checkout.sessions.expire(open.id)).status).toBe('expired')
    await expect(stripe.checkout.sessions.expire(open.id)).rejects.toThrow('expired')
    await expect(stripe.checkout.sessions.expire(paid.id)).rejects.toThrow('complete')
  })
})

describe('the payment page', () => {
  it('says that no real money moves, and escapes what is bought', async () => {
    const line_items = [
      {
        quantity: 1,
        price_data: {
          currency: 'eur',
          unit_amount: 49_000,
          product_data: { name: '<b>bold</b> pack' },
        },
      },
    ]
    const { url } = await stripe.checkout.sessions.create(sale({ line_items }))
    const page = await (await fetch(String(url))).text()
    expect(page).toContain('No real money moves')
    expect(page).toContain('€490.00')
    expect(page).toContain('&lt;b&gt;bold&lt;')
  })

  it('sends the payer to the success address with the session id', async () => {
    const { id, url } = await stripe.checkout.sessions.create(sale())
    const answer = await press(url, 'paid')
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe(`http://127.0.0.1:9/done?session_id=${id}`)
  })

  it('sends the buyer of an expired session to the cancel address', async () => {
    const { url } = await stripe.checkout.sessions.create(sale())
    const answer = await press(url, 'expired')
    expect(answer.headers.get('location')).toBe('http://127.0.0.1:9/cancelled')
  })

  it('offers no buttons once the session is paid', async () => {
    const { url } = await stripe.checkout.sessions.create(sale())
    await press(url)
    const page = await (await fetch(String(url))).text()
    expect(page).toContain('is complete')
    expect(page).not.toContain('<button')
  })

  it('refuses an outcome that it does not know', async () => {
    const { url } = await stripe.checkout.sessions.create(sale())
    expect((await press(url, 'free')).status).toBe(400)
  })

  it('answers 404 for an unknown session', async () => {
    expect((await fetch(`${market.fake.url}/c/pay/cs_test_0`)).status).toBe(404)
  })
})

describe('refusals', () => {
  const create = (extra: object) => stripe.checkout.sessions.create({ ...sale(), ...extra })

  it('names a missing parameter', async () => {
    const error = await create({ success_url: undefined }).catch((e) => e)
    expect(error).toMatchObject({
      statusCode: 400,
      code: 'parameter_missing',
      param: 'success_url',
    })
  })

  it('names an unknown parameter, such as the withdrawn payment_method_types', async () => {
    const error = await create({ payment_method_types: ['card'] }).catch((e) => e)
    expect(error).toMatchObject({ code: 'parameter_unknown', param: 'payment_method_types' })
  })

  it('names a nested parameter with its brackets', async () => {
    const error = await create({ line_items: [{ quantity: 1 }] }).catch((e) => e)
    expect(error.param).toBe('line_items[0][price_data]')
  })

  it('answers resource_missing for an unknown session', async () => {
    const error = await stripe.checkout.sessions.retrieve('cs_test_0').catch((e) => e)
    expect(error).toMatchObject({ statusCode: 404, code: 'resource_missing' })
    expect(error.requestId).toMatch(/^req_/)
  })

  it('answers 401 to a live key', async () => {
    const live = clientOf(market.fake.port, 'sk_live_1')
    await expect(live.checkout.sessions.list()).rejects.toThrow(
      Stripe.errors.StripeAuthenticationError,
    )
  })

  it('speaks one API version', async () => {
    const headers = { Authorization: 'Bearer sk_test_1', 'Stripe-Version': '2019-05-16' }
    const answer = await fetch(`${market.fake.url}/v1/events`, { headers })
    expect(answer.status).toBe(400)
  })

  it('does not expand five levels', async () => {
    const expand = ['data.line_items.data.price.product']
    await expect(stripe.checkout.sessions.list({ expand })).rejects.toThrow('4 levels')
  })

  it('does not expand what is no reference', async () => {
    const { id } = await stripe.checkout.sessions.create(sale())
    const asked = stripe.checkout.sessions.retrieve(id, { expand: ['currency'] })
    await expect(asked).rejects.toThrow('cannot be expanded')
  })
})

import Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { BadWebhook } from '../../clients/stripe/errors.ts'
import { readWebhook } from '../../clients/stripe/webhook.ts'
import { openMarket, press, sale, webhookSecret } from '../dev/fake-stripe-shop.ts'

let market: Awaited<ReturnType<typeof openMarket>>
beforeAll(async () => {
  market = await openMarket()
})
afterAll(() => market.close())

describe('a webhook', () => {
  const payload = JSON.stringify({
    id: 'evt_1',
    object: 'event',
    type: 'checkout.session.completed',
    created: 1_795_000_000,
    data: { object: { id: 'cs_test_1', object: 'checkout.session' } },
  })

  const signed = (body: string, secret = webhookSecret, ageSeconds = 0) =>
    Stripe.webhooks.generateTestHeaderString({
      payload: body,
      secret,
      timestamp: Math.floor(Date.now() / 1000) - ageSeconds,
    })

  const verdict = (body: string, signature: string | undefined, secrets = [webhookSecret]) => {
    try {
      return readWebhook(Buffer.from(body), signature, secrets)
    } catch (error) {
      return error instanceof BadWebhook ? 'bad' : error
    }
  }

  it('is read when it is signed', () => {
    expect(verdict(payload, signed(payload))).toEqual({
      id: 'evt_1',
      type: 'checkout.session.completed',
      objectId: 'cs_test_1',
    })
  })

  it('is read as the fake Stripe delivers it', async () => {
    const { id: objectId, url } = await market.stripe.checkout.sessions.create(sale())
    await press(url)
    await vi.waitFor(() => {
      const read = market.shop.delivered.map((each) =>
        readWebhook(each.body, each.signature, [webhookSecret]),
      )
      const expected = { type: 'checkout.session.completed', objectId }
      expect(read).toContainEqual(expect.objectContaining(expected))
    })
  })

  it('is read with either secret while one replaces the other', () => {
    const secrets = ['whsec_new', 'whsec_old']
    for (const secret of secrets)
      expect(verdict(payload, signed(payload, secret), secrets)).not.toBe('bad')
  })

  it.each([undefined, '', 'rubbish', 't=1,v1=00'])('is bad with the signature %j', (signature) => {
    expect(verdict(payload, signature)).toBe('bad')
  })

  it('is bad when signed with another secret', () => {
    expect(verdict(payload, signed(payload, 'whsec_other'))).toBe('bad')
  })

  it('is bad when one byte was changed', () => {
    expect(verdict(payload.replace('cs_test_1', 'cs_test_2'), signed(payload))).toBe('bad')
  })

  it('is read just inside five minutes, and bad beyond', () => {
    expect(verdict(payload, signed(payload, webhookSecret, 290))).not.toBe('bad')
    expect(verdict(payload, signed(payload, webhookSecret, 310))).toBe('bad')
  })

  it('is bad where no secret is known', () => {
    expect(verdict(payload, signed(payload), [])).toBe('bad')
    expect(verdict(payload, signed(payload, ''), [''])).toBe('bad')
  })

  it.each([
    ['a thin event', { object: 'v2.core.event', id: 'evt_1', type: 'v2.core.account.created' }],
    [
      'of another type',
      { object: 'event', id: 'evt_1', type: 'customer.created', data: { object: { id: 'cus_1' } } },
    ],
    [
      'of an object without an id',
      { object: 'event', id: 'evt_1', type: 'x', data: { object: {} } },
    ],
  ])('tells of no session when it is %s', (_, event) => {
    const body = JSON.stringify(event)
    expect(verdict(body, signed(body))).toMatchObject({ id: 'evt_1', objectId: null })
  })

  it.each([
    'null',
    `\uFEFF${payload}`,
    '[]',
    '"text"',
    '{',
    '{"object":"event"}',
    '{"object":"event","id":"evt_1","data":{"object":{}}}',
    '{"object":"event","id":"evt_1","data":{"object":null}}',
    '{"object":"v2.core.event","id":"evt_1"}',
    '{"object":"event","id":"evt_\\u0000","type":"x","data":{"object":{"id":"cs_1"}}}',
    '{"object":"event","id":"evt 1","type":"x","data":{"object":{"id":"cs_1"}}}',
    payload.replace('cs_test_1', 'cs_test_\\u0000'),
    payload.replace('cs_test_1', 'pi_1'),
  ])('is bad when it is signed but reads %s', (body) => {
    expect(verdict(body, signed(body))).toBe('bad')
  })
})

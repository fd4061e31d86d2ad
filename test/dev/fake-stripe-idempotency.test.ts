import Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openMarket, sale } from './fake-stripe-shop.ts'

let market: Awaited<ReturnType<typeof openMarket>>
let stripe: Stripe
beforeAll(async () => {
  market = await openMarket()
  stripe = market.stripe
})
afterAll(() => market.close())

describe('idempotency keys', () => {
  it('give the first answer again', async () => {
    const first = await stripe.checkout.sessions.create(sale(), { idempotencyKey: 'once' })
    const again = await stripe.checkout.sessions.create(sale(), { idempotencyKey: 'once' })
    expect(again.id).toBe(first.id)
    expect(again.lastResponse.headers).toMatchObject({
      'idempotent-replayed': 'true',
      'original-request': first.lastResponse.requestId,
    })
  })

  it('refuse another body', async () => {
    const other = sale({ client_reference_id: 'ord_2' })
    await stripe.checkout.sessions.create(sale(), { idempotencyKey: 'body' })
    const reuse = stripe.checkout.sessions.create(other, { idempotencyKey: 'body' })
    await expect(reuse).rejects.toThrow(Stripe.errors.StripeIdempotencyError)
  })

  it('replay a stored 500, though the work was done', async () => {
    const params = sale({ client_reference_id: 'ord_500' })
    const create = () => stripe.checkout.sessions.create(params, { idempotencyKey: 'failed' })
    await market.bank.fail(1)
    await expect(create()).rejects.toThrow(Stripe.errors.StripeAPIError)
    await expect(create()).rejects.toThrow(Stripe.errors.StripeAPIError)
    const { data } = await stripe.checkout.sessions.list({ limit: 100 })
    expect(data.filter((session) => session.client_reference_id === 'ord_500')).toHaveLength(1)
  })

  it('are free again after refused parameters', async () => {
    const wrong = { ...sale(), mode: 'setup' as const }
    await expect(
      stripe.checkout.sessions.create(wrong, { idempotencyKey: 'corrected' }),
    ).rejects.toThrow('mode')
    const right = await stripe.checkout.sessions.create(sale(), { idempotencyKey: 'corrected' })
    expect(right.status).toBe('open')
  })
})

import type Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openMarket, sale } from './fake-stripe-shop.ts'

let market: Awaited<ReturnType<typeof openMarket>>
let stripe: Stripe
beforeAll(async () => {
  market = await openMarket()
  stripe = market.stripe
})
afterAll(() => market.close())

describe('lists', () => {
  it('page through all sessions, newest first, each once', async () => {
    const made: string[] = []
    for (let n = 0; n < 3; n++) made.unshift((await stripe.checkout.sessions.create(sale())).id)
    const seen: string[] = []
    for await (const session of stripe.checkout.sessions.list({ limit: 2 })) seen.push(session.id)
    expect(seen.slice(0, 3)).toEqual(made)
    expect(new Set(seen).size).toBe(seen.length)
  })

  it('page backwards to the newest', async () => {
    const { data } = await stripe.checkout.sessions.list({ limit: 3 })
    const [newest, second, third] = data.map((session) => session.id)
    const before = await stripe.checkout.sessions.list({ ending_before: String(third), limit: 2 })
    expect(before.data.map((session) => session.id)).toEqual([newest, second])
    expect(before.has_more).toBe(false)
  })

  it('choose sessions by status', async () => {
    const { id } = await stripe.checkout.sessions.create(sale())
    await stripe.checkout.sessions.expire(id)
    const { data } = await stripe.checkout.sessions.list({ status: 'expired', limit: 100 })
    expect(data.map((session) => session.id)).toContain(id)
    expect(new Set(data.map((session) => session.status))).toEqual(new Set(['expired']))
  })

  it('choose by time of creation', async () => {
    const { data } = await stripe.checkout.sessions.list({ created: { gt: 4_000_000_000 } })
    expect(data).toEqual([])
  })

  it('hold the events, which can be retrieved one by one', async () => {
    const { id } = await stripe.checkout.sessions.create(sale())
    await stripe.checkout.sessions.expire(id)
    const { data } = await stripe.events.list({ types: ['checkout.session.expired'] })
    expect(data[0]?.data.object).toMatchObject({ id, status: 'expired' })
    expect((await stripe.events.retrieve(String(data[0]?.id))).id).toBe(data[0]?.id)
  })
})

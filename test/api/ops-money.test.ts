import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { choose, download, otherSession } from './calls.ts'
import { type OpsShop, openOpsShop } from './ops-shop.ts'

let ops: OpsShop
beforeAll(async () => {
  ops = await openOpsShop()
})
afterAll(() => ops.shop.close())

describe('cancel', () => {
  it('closes the page of an order that nobody has paid for, once or twice', async () => {
    const { order, token, url } = await ops.shop.order()
    for (const _ of ['once', 'twice'])
      expect((await ops.act(order, 'cancel')).json()).toMatchObject({
        outcome: 'closed: it cannot be paid for any more',
      })
    expect((await ops.shop.buyer.status(token)).state).toBe('expired')
    await choose(url, 'paid')
    expect((await ops.shop.buyer.status(token)).state).toBe('expired')
  })

  it('of a paid order does nothing, and says what to do', async () => {
    const { order, token } = await ops.paid()
    const answer = await ops.act(order, 'cancel')
    expect(answer.statusCode).toBe(409)
    expect(answer.json().detail).toContain(`npm run order -- refund ${order}`)
    expect((await ops.shop.buyer.status(token)).state).toBe('paid')
  })

  it('of an order that was paid a moment ago finds the payment, and does nothing', async () => {
    const { order, token, url } = await ops.shop.order()
    const dropped = await fetch(`${ops.shop.stripe.url}/_fake/deliveries`, {
      method: 'POST',
      body: new URLSearchParams({ drop: '1' }),
    })
    expect(dropped.status).toBe(204)
    await choose(url, 'paid')
    expect((await ops.act(order, 'cancel')).statusCode).toBe(409)
    await ops.shop.until(token, ({ state }) => state === 'paid')
  })
})

describe('refund', () => {
  it('gives an amount back once, however often it is asked for, above the limit too', async () => {
    const { order, token, intent } = await ops.paid()
    for (const _ of ['once', 'twice'])
      expect((await ops.act(order, 'refund', { amount: 2_000 })).statusCode).toBe(200)
    await expect.poll(() => ops.refunds(intent)).toEqual([2_000])
    await expect.poll(async () => (await ops.listed(order))[0]).toMatchObject({ refunded: 2_000 })
    const again = await ops.act(order, 'refund', { amount: '20.00' })
    expect(again.json().outcome).toMatch(/^went back already: re_/)
    await ops.act(order, 'refund', { amount: 2_000, reference: 'again' })
    await expect.poll(() => ops.refunds(intent)).toEqual([2_000, 2_000])
    expect((await ops.shop.buyer.status(token)).state).toBe('paid')
  })

  it('gives all back, and again when a refund came back', async () => {
    const { order, token, intent } = await ops.paid()
    await ops.act(order, 'refund')
    await ops.shop.until(token, ({ state }) => state === 'revoked')
    const [first] = await ops.shop.bank.refundsOf(intent)
    await ops.shop.bank.refundBecomes(first?.id ?? '', 'failed')
    await ops.shop.until(token, ({ state }) => state === 'paid')
    await ops.act(order, 'refund')
    await ops.shop.until(token, ({ state }) => state === 'revoked')
    expect(await ops.refunds(intent)).toHaveLength(2)
  })

  it('gives the rest back once more where a part came back after all had gone', async () => {
    const { order, token, intent } = await ops.paid()
    await ops.act(order, 'refund', { amount: 2_000 })
    await expect.poll(() => ops.refunds(intent)).toEqual([2_000])
    const [part] = await ops.shop.bank.refundsOf(intent)
    await ops.act(order, 'refund')
    await ops.shop.until(token, ({ state }) => state === 'revoked')
    await ops.shop.bank.refundBecomes(part?.id ?? '', 'failed')
    await ops.shop.until(token, ({ state }) => state !== 'revoked')
    await ops.act(order, 'refund')
    await ops.shop.until(token, ({ state }) => state === 'revoked')
    expect(await ops.refunds(intent)).toEqual([2_000, 5_900, 2_000])
    expect((await ops.act(order, 'refund')).json().outcome).toContain('went back already')
  })

  it('closes an order that was paid differently', async () => {
    const { order, token } = await ops.parked()
    await ops.act(order, 'refund')
    const status = await ops.shop.until(token, ({ state }) => state === 'expired')
    expect(status.attention).toBe(null)
  })

  it('of what waits for a word is that word', async () => {
    const bought = await ops.shop.buy('full')
    const intent = await ops.shop.intentOf(bought.order)
    const { orders } = ops.shop.site
    await orders.advance(bought.order, { from: ['paid'], to: 'improving' })
    await ops.shop.site.database.db
      .insertInto('refund_requests')
      .values({ order_id: bought.order, purpose: 'shortfall', amount: 6_000 })
      .execute()
    const waits = async () => (await orders.byId(bought.order))?.attentions.refund
    await expect.poll(waits).toMatch('approve it')
    expect((await ops.act(bought.order, 'refund', { amount: 6_000 })).statusCode).toBe(200)
    await expect.poll(() => ops.refunds(intent)).toEqual([6_000])
    expect(await waits()).toBeUndefined()
  })

  it('of more than is left does nothing, and says how much is', async () => {
    const { order } = await ops.paid()
    expect(await refused(order, { amount: 1_000_000 })).toContain('79.00 EUR are left to give back')
  })

  it('of what was never paid does nothing, and says what to do', async () => {
    const { order } = await ops.shop.order()
    expect(await refused(order)).toContain('cancel it instead')
  })

  it('of what a bank disputes does nothing, and says why', async () => {
    const { order, intent } = await ops.paid()
    await ops.shop.bank.dispute(intent)
    await expect
      .poll(async () => (await ops.listed(order))[0]?.attentions)
      .toHaveProperty('payment')
    expect(await refused(order)).toContain('cannot be refunded')
  })

  async function refused(order: string, wish: object = {}): Promise<string> {
    const answer = await ops.act(order, 'refund', wish)
    expect(answer.statusCode).toBe(409)
    return answer.json().detail
  }
})

describe('refund-unapplied', () => {
  it('gives a second payment back, whole and once, and what was paid first stays', async () => {
    const { order, token, intent } = await ops.paid()
    await choose(await otherSession(ops.shop, order), 'paid')
    const twice = async () => (await ops.shop.site.orders.byId(order))?.attentions['paid-twice']
    await expect.poll(twice).toMatch('refund-unapplied')
    const [second] = await ops.shop.site.orders.unappliedOf(order)
    for (const _ of ['once', 'at once again'])
      expect((await ops.act(order, 'refund-unapplied')).json().outcome).toBe('79.00 EUR go back')
    await expect.poll(twice).toBeUndefined()
    expect(await ops.refunds(second?.intent ?? '')).toEqual([7_900])
    expect(await ops.refunds(intent)).toEqual([])
    expect((await ops.shop.buyer.status(token)).state).toBe('paid')
    expect((await ops.act(order, 'refund-unapplied')).statusCode).toBe(409)
    await ops.act(order, 'refund')
    await ops.shop.until(token, ({ state }) => state === 'revoked')
    expect(await ops.refunds(intent)).toEqual([7_900])
  })

  it('gives back what differs and was paid elsewhere than on the order’s page', async () => {
    const { order } = await ops.shop.order()
    await choose(await otherSession(ops.shop, order, { unit_amount: 100 }), 'paid')
    const parked = async () => (await ops.shop.site.orders.byId(order))?.attentions.parked
    await expect.poll(parked).toBeDefined()
    expect((await ops.act(order, 'refund-unapplied')).json().outcome).toBe('1.00 EUR go back')
    await expect.poll(parked).toBeUndefined()
  })
})

describe('withdraw', () => {
  it('lets another link open the order, and the old one nothing', async () => {
    const { order, token } = await ops.paid()
    const answer = await ops.act(order, 'withdraw', { linkGeneration: 1 })
    const fresh = String(answer.json().url).split('/').at(-1) ?? ''
    expect(await ops.shop.buyer.status(fresh)).toMatchObject({ order })
    for (const rest of ['', '/events', '/pack.zip', '/again']) {
      const [old, any] = await Promise.all(
        [token, 'any'].map((link) => ops.shop.app.inject(`/orders/${link}${rest}`)),
      )
      expect([old?.statusCode, old?.body]).toEqual([404, any?.body])
    }
    const twice = await ops.act(order, 'withdraw', { linkGeneration: 1 })
    expect(twice.json().url).toBe(answer.json().url)
    expect((await download(ops.shop, fresh)).statusCode).toBe(202)
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type Shop } from '../shop.ts'
import { choose, counted, download, otherSession } from './calls.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ workers: [] })
})
afterAll(() => shop.close())

describe('an order', () => {
  it('that is not paid is not downloaded: 402', async () => {
    const { token } = await shop.order()
    const answer = await download(shop, token)
    expect(answer.statusCode).toBe(402)
    expect(answer.json()).toMatchObject({ status: 402, title: 'Not paid yet' })
  })

  it('says what the answers bring once more where the money is asked for', async () => {
    const { url } = await shop.order('full')
    const page = await (await fetch(url)).text()
    expect(page).toContain('All documents that apply to you. Tailored sections: Descriptions of')
    expect(page).toContain('Briefing for the management')
  })

  it('whose payment page expired says so, and is not downloaded', async () => {
    const { token, url } = await shop.order()
    await choose(url, 'expired')
    await shop.until(token, ({ state }) => state === 'expired')
    expect((await download(shop, token)).statusCode).toBe(402)
  })

  it('that is paid by bank debit waits for the money, then is paid', async () => {
    const { token, url } = await shop.order()
    await choose(url, 'async-paid')
    await shop.until(token, ({ state }) => state === 'payment-pending')
    expect((await download(shop, token)).statusCode).toBe(402)
    await shop.until(token, ({ state }) => state === 'paid')
  })

  it('whose bank debit bounces ends as payment-failed', async () => {
    const { token, url } = await shop.order()
    await choose(url, 'async-failed')
    await shop.until(token, ({ state }) => state === 'payment-pending')
    await shop.until(token, ({ state }) => state === 'payment-failed')
    expect((await download(shop, token)).statusCode).toBe(402)
  })

  it('is found by the landing page, before any webhook', async () => {
    const { order, token } = await shop.order()
    const { sessionId } = (await shop.site.orders.byId(order)) ?? {}
    const answer = await shop.app.inject({ url: `/checkout/done?session_id=${sessionId}` })
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `/orders/${token}`])
  })

  it('is paid by its webhook though the process died before it had stored the session', async () => {
    const { order, token, url } = await shop.order()
    const { db } = shop.site.database
    await db.updateTable('orders').set({ session_id: null }).where('id', '=', order).execute()
    await choose(url, 'paid')
    expect(await shop.until(token, ({ state }) => state === 'paid')).toMatchObject({ order })
  })

  it('counts each state that it reaches once', async () => {
    const reached = () => counted(shop, 'orders_total', { pack: 'gdpr', state: 'paid' })
    const before = await reached()
    const { order, token, url } = await shop.order('full')
    await choose(url, 'paid')
    await shop.until(token, ({ state }) => state === 'paid')
    const { sessionId } = (await shop.site.orders.byId(order)) ?? {}
    await shop.app.inject({ url: `/checkout/done?session_id=${sessionId}` })
    expect(await reached()).toBe(before + 1)
  })
})

it.each(['', 'cs_unknown', 'pi_1', '../cs_test_1', '%00', 'cs_a&session_id=cs_b'])(
  'the landing page knows no payment for the session %j',
  async (session) => {
    const answer = await shop.app.inject({ url: `/checkout/done?session_id=${session}` })
    expect(answer.statusCode).toBe(404)
  },
)

describe('a payment that is not what was ordered', () => {
  it.each([
    ['another amount', { unit_amount: 100 }, {}, 1],
    ['another currency', { currency: 'usd' }, {}, 1],
    ['two packs', {}, {}, 2],
    ['another tier', {}, { tier: 'full' }, 1],
    ['another pack', {}, { pack: 'infosec' }, 1],
  ])('parks the order: %s', async (_, price, product, quantity) => {
    const { order, token } = await shop.order()
    await choose(await otherSession(shop, order, price, product, quantity), 'paid')
    const status = await shop.until(token, ({ attention }) => attention === 'parked')
    expect(status).toMatchObject({ state: 'awaiting-payment', release: null })
    expect((await download(shop, token)).statusCode).toBe(402)
  })

  it('that goes back needs nobody any more, and leaves the order to be paid', async () => {
    const { order, token } = await shop.order()
    const intent = await paidIn(await otherSession(shop, order, { unit_amount: 100 }))
    await shop.until(token, ({ attention }) => attention === 'parked')
    await shop.bank.refund(intent)
    const status = await shop.until(token, ({ attention }) => attention === null)
    expect(status.state).toBe('awaiting-payment')
  })

  it('that goes back from the order’s own page closes the order, until the refund fails', async () => {
    const { order, token, url } = await shop.order()
    await shop.alter(order, { amount: 100 })
    const intent = await paidIn(url)
    await shop.until(token, ({ attention }) => attention === 'parked')
    const { id } = await shop.bank.refund(intent)
    await shop.until(token, ({ state }) => state === 'expired')
    expect((await shop.site.orders.byId(order))?.attentions).toEqual({})
    await shop.bank.refundBecomes(id, 'failed')
    const status = await shop.until(token, ({ attention }) => attention === 'parked')
    expect(status.state).toBe('expired')
  })

  it('is told of besides, once the order is paid as it was made', async () => {
    const { order, token, url } = await shop.order()
    await choose(await otherSession(shop, order, { unit_amount: 100 }), 'paid')
    await shop.until(token, ({ attention }) => attention === 'parked')
    await choose(url, 'paid')
    await shop.until(token, ({ state }) => state === 'paid')
    await expect.poll(() => twiceOf(order)).toMatch('1.00 EUR were paid for this order once more')
    expect((await shop.buyer.status(token)).attention).toBe(null)
  })

  it('does no harm to an order that is paid already', async () => {
    const { order, token } = await shop.buy()
    await shop.until(token, ({ state }) => state === 'paid')
    const url = await otherSession(shop, order, { unit_amount: 100 }, {}, 1)
    await choose(url, 'paid')
    const session = url.split('/').at(-1) ?? ''
    await expect.poll(() => isDrained(session)).toBe(true)
    expect(await shop.buyer.status(token)).toMatchObject({ state: 'paid', attention: null })
  })
})

describe('a second payment for an order', () => {
  it('is told of until it goes back, and the first stands', async () => {
    const { order, token } = await shop.buy()
    await shop.until(token, ({ state }) => state === 'paid')
    const first = await shop.intentOf(order)
    const second = await paidIn(await otherSession(shop, order))
    await expect.poll(() => twiceOf(order)).toMatch(second)
    await shop.bank.refund(second, 100)
    await shop.bank.refund(second)
    await expect.poll(() => twiceOf(order)).toBeUndefined()
    const { state, payment } = (await shop.site.orders.byId(order))!
    expect([state, payment?.intent]).toEqual(['paid', first])
  })

  it('takes nothing when the first goes back', async () => {
    const { order, token } = await shop.buy()
    await shop.until(token, ({ state }) => state === 'paid')
    const first = await shop.intentOf(order)
    await paidIn(await otherSession(shop, order))
    await expect.poll(() => twiceOf(order)).toBeDefined()
    await shop.bank.refund(first)
    await shop.until(token, ({ state }) => state === 'revoked')
    expect(await twiceOf(order)).toMatch('once more')
  })

  it('at the same moment is the second for one of the two alone', async () => {
    const { order, token, url } = await shop.order()
    const other = await otherSession(shop, order)
    await Promise.all([choose(url, 'paid'), choose(other, 'paid')])
    await shop.until(token, ({ state }) => state === 'paid')
    await expect.poll(() => twiceOf(order)).toBeDefined()
    const { sessionId } = (await shop.site.orders.byId(order))!
    expect(await twiceOf(order)).not.toContain(sessionId)
  })
})

const twiceOf = async (order: string) =>
  (await shop.site.orders.byId(order))?.attentions['paid-twice']

/** Pays on the page. @returns the PaymentIntent */
async function paidIn(page: string): Promise<string> {
  await choose(page, 'paid')
  const session = page.split('/').at(-1) ?? ''
  const headers = { authorization: 'Bearer sk_test_1' }
  const answer = await fetch(`${shop.stripe.url}/v1/checkout/sessions/${session}`, { headers })
  return ((await answer.json()) as { payment_intent: string }).payment_intent
}

/** Was every event of the session acted on? */
async function isDrained(session: string): Promise<boolean> {
  const { db } = shop.site.database
  const events = await db
    .selectFrom('inbox')
    .select('done_at')
    .where('object_id', '=', session)
    .execute()
  return events.length > 0 && events.every(({ done_at }) => done_at !== null)
}

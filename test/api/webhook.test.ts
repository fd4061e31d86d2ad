import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type Shop } from '../shop.ts'
import { choose, counted, deliver, eventOf, signatureOf } from './calls.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ workers: [] })
})
afterAll(() => shop.close())

const stored = async () => {
  const rows = await shop.site.database.db.selectFrom('inbox').select('event_id').execute()
  return rows.map(({ event_id }) => event_id)
}
const results = (type: string, result: string) => counted(shop, 'webhooks_total', { type, result })

describe('a webhook is refused, counted and not stored', () => {
  const payload = () => JSON.stringify(eventOf('cs_test_1'))
  const altered = (text: string) => text.replace('cs_test_1', 'cs_test_2')

  it.each([
    ['unsigned', (text: string) => deliver(shop, text, '')],
    [
      'signed with another secret',
      (text: string) => deliver(shop, text, signatureOf(text, 'whsec_no')),
    ],
    [
      'signed six minutes ago',
      (text: string) => deliver(shop, text, signatureOf(text, undefined, 360)),
    ],
    ['altered', (text: string) => deliver(shop, altered(text), signatureOf(text))],
    ['re-encoded', (text: string) => deliver(shop, ` ${text}`, signatureOf(text))],
    ['signed and empty', () => deliver(shop, '')],
    ['signed and no event', () => deliver(shop, '{"object":"list","data":[]}')],
    ['signed and about an id with NUL', () => deliver(shop, JSON.stringify(eventOf('cs_\0')))],
  ])('when it is %s', async (_, send) => {
    const before = await results('unknown', 'refused')
    const answer = await send(payload())
    expect(answer.statusCode).toBe(400)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(await results('unknown', 'refused')).toBe(before + 1)
    expect(await stored()).toEqual([])
  })
})

describe('a signed event', () => {
  it('of a type that is none of ours is acknowledged, counted and not stored', async () => {
    const before = await results('other', 'ignored')
    const event = eventOf('cus_1', 'customer.created')
    expect((await deliver(shop, JSON.stringify(event))).statusCode).toBe(200)
    expect(await results('other', 'ignored')).toBe(before + 1)
    expect(await stored()).not.toContain(event.id)
  })

  it('of two megabytes is taken', async () => {
    const event = { ...eventOf('cus_1', 'customer.created'), filler: 'x'.repeat(2_000_000) }
    expect((await deliver(shop, JSON.stringify(event))).statusCode).toBe(200)
  })

  it('that is thin is acknowledged, counted and not stored', async () => {
    const before = await results('other', 'ignored')
    const { id } = eventOf('')
    const created = new Date().toISOString()
    const event = { id, object: 'v2.core.event', type: 'v1.billing.meter.no_meter_found', created }
    expect((await deliver(shop, JSON.stringify(event))).statusCode).toBe(200)
    expect(await results('other', 'ignored')).toBe(before + 1)
    expect(await stored()).not.toContain(id)
  })

  it('about an object without an id is acknowledged, as a balance has none', async () => {
    const event = { ...eventOf('', 'balance.available'), data: { object: { object: 'balance' } } }
    expect((await deliver(shop, JSON.stringify(event))).statusCode).toBe(200)
  })

  it('that is thin is acknowledged and counted, not asked for again', async () => {
    const before = await results('other', 'ignored')
    const thin = { object: 'v2.core.event', id: 'evt_thin', type: 'v2.core.event_destination.ping' }
    expect((await deliver(shop, JSON.stringify(thin))).statusCode).toBe(200)
    expect(await results('other', 'ignored')).toBe(before + 1)
  })

  it('that is as long as Stripe may make it is stored', async () => {
    const event = eventOf('cs_test_long')
    const long = { ...event, data: { object: { ...event.data.object, note: 'x'.repeat(3e6) } } }
    expect((await deliver(shop, JSON.stringify(long))).statusCode).toBe(200)
    expect(await stored()).toContain(event.id)
  })

  it('is taken with a content type that nobody expects', async () => {
    const payload = JSON.stringify(eventOf('cs_test_2'))
    const headers = { 'stripe-signature': signatureOf(payload), 'content-type': 'text/odd' }
    const answer = await shop.app.inject({
      method: 'POST',
      url: '/webhooks/stripe',
      headers,
      payload,
    })
    expect(answer.statusCode).toBe(200)
  })

  it('that is replayed is acknowledged, and counted as a duplicate', async () => {
    const type = 'checkout.session.expired'
    const event = JSON.stringify(eventOf('cs_test_3', type))
    const answers = [await deliver(shop, event), await deliver(shop, event)]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200])
    expect([await results(type, 'stored'), await results(type, 'duplicate')]).toEqual([1, 1])
  })

  it('that says paid is not believed: the session is asked for', async () => {
    const { order, token } = await shop.order()
    const { sessionId } = (await shop.site.orders.byId(order)) ?? {}
    const event = eventOf(sessionId ?? '')
    const lie = { ...event, data: { object: { ...event.data.object, payment_status: 'paid' } } }
    expect((await deliver(shop, JSON.stringify(lie))).statusCode).toBe(200)
    await settled(event.id)
    expect((await shop.buyer.status(token)).state).toBe('awaiting-payment')
  })

  it('about a session that is not ours is settled without a trace', async () => {
    const event = eventOf('cs_test_unknown')
    await deliver(shop, JSON.stringify(event))
    await settled(event.id)
    expect(await stored()).toContain(event.id)
  })

  it('reaches the order whose page the buyer never came back to', async () => {
    const { token, url } = await shop.order()
    await choose(url, 'paid')
    expect((await shop.until(token, ({ state }) => state === 'paid')).attention).toBeNull()
  })
})

/** The inbox has done what the event asks for. */
async function settled(eventId: string) {
  const { db } = shop.site.database
  await expect
    .poll(async () => {
      const row = await db
        .selectFrom('inbox')
        .select('done_at')
        .where('event_id', '=', eventId)
        .executeTakeFirst()
      return row?.done_at ?? null
    })
    .not.toBeNull()
}

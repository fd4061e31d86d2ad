import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { incidentRoom } from './incident-room.ts'
import { type OpsShop, openOpsShop } from './ops-shop.ts'

describe('before a letter of a leak goes to whoever has the copy', () => {
  let ops: OpsShop
  beforeAll(async () => {
    ops = await openOpsShop()
  })
  afterAll(() => ops.shop.close())

  const { open, preview, send } = incidentRoom(
    () => ops.shop.app,
    () => ops.remoteAddress(),
  )
  const leak = { side: 'got', thing: 'contact', words: 'One customer has it.' }
  const linked = (order: string) => `<li><a href="/ops/orders/${order}"><code>${order}</code></a>`

  it('it says which of their links were not withdrawn since, in words and to programs', async () => {
    const [first, second] = [await ops.paid(), await ops.paid()]
    await ops.act(second.order, 'withdraw')
    const incident = await open('leak')
    await ops.shop.site.database.db
      .updateTable('incidents')
      .set({ began_at: new Date().toISOString() })
      .where('id', '=', incident.id)
      .execute()
    const asked = { ...leak, only: `${first.order} ${second.order}` }
    const orders = [first.order, second.order]
    const told = async (side = 'got') =>
      (await preview(incident, { ...asked, side })).json().stillOpen
    // A link that took another's place before it began was there when it did.
    for (const side of ['got', 'both']) expect(await told(side)).toEqual({ count: 2, orders })
    expect(await told('lost')).toBeNull()
    const page = async () => (await preview(incident, asked, 'ada', 'text/html')).body
    expect(await page()).toContain(
      '2 of these 2 orders still open by a link that was not withdrawn since this began: withdraw it on the order’s page first, so that the copy is not handed out any more.',
    )
    for (const order of orders) expect(await page()).toContain(linked(order))

    await ops.act(second.order, 'withdraw')
    expect(await told()).toEqual({ count: 1, orders: [first.order] })
    expect(await page()).toContain('1 of these 2 orders still opens by a link')
    expect(await page()).not.toContain(linked(second.order))
    const alone = await preview(incident, { ...leak, only: first.order }, 'ada', 'text/html')
    expect(alone.body).toContain('<p>This order still opens by a link')

    await ops.act(first.order, 'withdraw')
    expect(await told()).toEqual({ count: 0, orders: [] })
    expect(await page()).not.toContain('by a link that was not withdrawn')
  })

  it('it counts neither whom it does not go to, nor a closed order, and refuses nothing', async () => {
    const [told, closed, left] = [await ops.paid(), await ops.paid(), await ops.paid()]
    const incident = await open('leak')
    const { count } = (await preview(incident, { ...leak, only: told.order })).json().stillOpen
    expect(count).toBe(1)
    const sent = await send(incident, { ...leak, only: told.order })
    expect(sent.json().said).toBe('1 of 1 orders written to')
    await ops.act(closed.order, 'refund')
    await ops.shop.until(closed.token, ({ state }) => state === 'revoked')
    const asked = { ...leak, only: [told, closed, left].map(({ order }) => order).join(' ') }
    expect((await preview(incident, { ...asked, order: left.order })).json()).toMatchObject({
      counts: { new: 2, told: 1 },
      stillOpen: { count: 1, orders: [left.order] },
    })
  })

  it('it names ten at most', async () => {
    const all = await Promise.all(Array.from({ length: 11 }, () => ops.paid()))
    const incident = await open('leak')
    const asked = { ...leak, only: all.map(({ order }) => order).join(' ') }
    const { stillOpen } = (await preview(incident, asked)).json()
    expect([stillOpen.count, stillOpen.orders.length]).toEqual([11, 10])
    const { body } = await preview(incident, asked, 'ada', 'text/html')
    expect(body).toContain('11 of these 11 orders still open')
    expect(body).toContain('<li>and 1 more</li>')
  })
})

import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { readinessOf } from '../../clients/probes.ts'
import { postgresInstallLine } from '../../dev/postgres.ts'
import { orderBody, postOrder } from '../api/calls.ts'
import { openShop, type Shop } from '../shop.ts'
import { oneLine, ownSettings, start, untilSaid } from './programs.ts'

const signed = ['--by', 'Ada', '--why', 'the customer rang']
const absent = inject('postgres') === null

/** Runs `npm run order`. @returns exit code and what it said on both outputs */
async function order(settings: Readonly<Record<string, string>>, ...args: string[]) {
  const child = start('commands/order.ts', args, settings)
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const [out, said, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, out, said }
}

describe.skipIf(absent)(`npm run order${absent ? ` (${postgresInstallLine})` : ''}`, () => {
  let shop: Shop
  let bought: { order: string; token: string }

  beforeAll(async () => {
    // Its orders stay open, however long the commands take.
    const environment = { LATE_UPGRADE_WINDOW: 'PT12H' }
    shop = await openShop({ workers: ['orders', 'assembly'], environment })
    bought = await shop.buy()
    await shop.until(bought.token, ({ release }) => release !== null)
  })
  afterAll(() => shop.close())

  const recorded = () =>
    shop.site.database.db.selectFrom('operator_actions').selectAll().orderBy('id', 'desc')

  it.each([
    ['e-mail, in any case', () => 'Owner@Example.com'],
    ['order', () => bought.order],
    ['a word of the company’s name', () => 'Harbour'],
    ['Checkout Session', async () => (await shop.site.orders.byId(bought.order))?.sessionId ?? ''],
  ])('finds an order by its %s', async (_, known) => {
    const { code, out } = await order(shop.settings, 'find', await known(), ...signed, '--json')
    expect(code).toBe(0)
    const { ok, orders } = JSON.parse(out.trim().split('\n').at(-1) ?? '')
    expect(ok).toBe(true)
    expect(orders).toMatchObject([{ order: bought.order, releases: 1, email: 'owner@example.com' }])
    expect(out).toContain(`${bought.order}  `)
  })

  it('finds an order by an e-mail address as it is read, kept in Punycode', async () => {
    const body = orderBody({ email: 'anna@müller.example' })
    const { order: id } = (await postOrder(shop, body)).json()
    const { out } = await order(shop.settings, 'find', 'Anna@MÜLLER.example', ...signed)
    expect(out).toContain(`${id}  awaiting-payment`)
    expect(out).toContain('<anna@xn--mller-kva.example>')
  })

  it('says why an order’s texts are as they are', async () => {
    const { code, out } = await order(shop.settings, 'why', bought.order, 'risk-plan', ...signed)
    expect(code).toBe(0)
    expect(out).toMatch(/^(risk-plan: |Nothing was asked for )/)
    expect((await order(shop.settings, 'why', 'ord_0', ...signed)).code).toBe(1)
  })

  it('takes a name for what it is, not for a pattern', async () => {
    const { code, out } = await order(shop.settings, 'find', '%', ...signed)
    expect([code, out]).toEqual([0, 'No order is known by “%”.\n'])
  })

  it('gives the customer’s link', async () => {
    const { code, out } = await order(shop.settings, 'link', bought.order, ...signed)
    expect([code, out]).toEqual([0, `${shop.publicUrl}/orders/${bought.token}\n`])
  })

  it('lists refunds that are owed', async () => {
    const none = await order(shop.settings, 'refunds', ...signed)
    expect(none.out).toBe('No refund is owed.\n')
    await shop.site.database.db.updateTable('orders').set({ refund_owed: 1580 }).execute()
    const one = await order(shop.settings, 'refunds', ...signed)
    expect(one.out).toContain('15.80 EUR owed back')
  })

  it('tells the order’s run to try now', async () => {
    const { code, out } = await order(shop.settings, 'retry', bought.order, ...signed)
    expect([code, out]).toEqual([0, `${bought.order}: told to try now\n`])
  })

  it('says with Temporal away what was not done, and why nothing is lost', async () => {
    const away = { ...shop.settings, TEMPORAL_ADDRESS: '127.0.0.1:1' }
    const { code, said } = await order(away, 'retry', bought.order, ...signed)
    expect(code).toBe(1)
    expect(said).toMatch(oneLine)
    expect(said).toMatch(/Temporal at 127\.0\.0\.1:1 does not answer.*nothing is lost/)
    expect((await order(away, 'find', bought.order, ...signed)).code).toBe(0)
  })

  it('says the same of a Temporal that takes the connection and never answers', async () => {
    const silent = createServer((socket) => socket.resume()).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const address = `127.0.0.1:${(silent.address() as AddressInfo).port}`
    const stuck = { ...shop.settings, TEMPORAL_ADDRESS: address }
    const { code, said } = await order(stuck, 'retry', bought.order, ...signed)
    silent.close()
    expect(code).toBe(1)
    expect(said).toMatch(oneLine)
    expect(said).toContain(`Temporal at ${address} does not answer`)
  })

  it.each(['link', 'retry'])('says of an order that is none: %s', async (verb) => {
    const { code, said } = await order(shop.settings, verb, 'ord_0', ...signed)
    expect([code, said]).toEqual([1, 'packhorse: There is no order ord_0.\n'])
  })

  it('says why an unpaid order cannot be tried again', async () => {
    const unpaid = await shop.order()
    const { code, said } = await order(shop.settings, 'retry', unpaid.order, ...signed)
    expect(code).toBe(1)
    expect(said).toMatch(/is awaiting-payment; only an order that is paid or improving/)
  })

  it('has an order go on that could not be built, once it can', async () => {
    const { order: id, token, url } = await shop.order()
    const stored = await shop.site.orders.byId(id)
    await shop.alter(id, { answers: { from: 'another age' } })
    await shop.buyer.pay(url)
    await shop.until(token, ({ attention }) => attention === 'parked')
    const found = await order(shop.settings, 'find', id, ...signed)
    expect(found.out).toContain(`\n  parked: Order ${id} cannot be built: `)
    await shop.alter(id, { answers: stored?.answers })
    const { code, out } = await order(shop.settings, 'resume', id, ...signed)
    expect([code, out]).toEqual([0, `${id}: resumed\n`])
    const status = await shop.until(token, ({ release }) => release !== null)
    expect(status.attention).toBe(null)
  })

  it('says of an order that was paid differently what differs, and lets it pass by resume alone', async () => {
    const { order: id, token, url } = await shop.order()
    await shop.alter(id, { amount: 100 })
    await shop.buyer.pay(url)
    await shop.until(token, ({ attention }) => attention === 'parked')
    const differs = 'The amount before tax and discounts ordered is 100, but 7900 was paid for.'
    const found = await order(shop.settings, 'find', id, ...signed)
    expect(found.out).toMatch(/^ord_\w+ {2}awaiting-payment {2}/)
    expect(found.out).toContain(`\n  parked: ${differs}\n`)
    const { code, said } = await order(shop.settings, 'retry', id, ...signed)
    expect(code).toBe(1)
    expect(said).toContain(`${id} is awaiting-payment and parked: ${differs}`)
    expect(await shop.site.temporal.resume(id)).toBe(false)
    const resumed = await order(shop.settings, 'resume', id, ...signed)
    expect(resumed.out).toBe(`${id}: accepted, and paid now: ${differs}\n`)
  })

  it('cancels, refunds and withdraws a link, and says what came of it', async () => {
    const unpaid = await shop.order()
    const closed = await order(shop.settings, 'cancel', unpaid.order, ...signed)
    expect(closed.out).toBe(`${unpaid.order}: closed: it cannot be paid for any more\n`)
    const { order: id, token } = await shop.buy()
    await shop.until(token, ({ release }) => release !== null)
    const refunded = await order(shop.settings, 'refund', id, '--amount', '12.34', ...signed)
    expect(refunded.out).toBe(`${id}: 12.34 EUR go back within a minute\n`)
    const { code, out } = await order(shop.settings, 'withdraw', id, ...signed)
    expect([code, out]).toEqual([0, expect.stringMatching(/\/orders\/[a-z0-9]+\.2-/)])
    expect((await fetch(out.trim())).status).toBe(200)
  })

  it('lists what is open, and ends “contact” once somebody says that the customer was reached', async () => {
    const { order: id } = await shop.buy()
    await shop.intentOf(id)
    await shop.site.orders.raise(id, 'contact', 'A letter to the customer came back: 550')
    const listed = await order(shop.settings, 'open', ...signed)
    expect([listed.code, listed.out]).toEqual([
      0,
      expect.stringMatching(new RegExp(`^${id} .*\\n.*\\n  contact: A letter`)),
    ])
    const { code, out } = await order(shop.settings, 'reached', id, ...signed)
    const ended = `${id}: the customer was reached: nobody is asked to any more\n`
    expect([code, out]).toEqual([0, ended])
    expect((await shop.site.orders.byId(id))?.attentions).toEqual({})
    const again = await order(shop.settings, 'reached', id, ...signed)
    expect([again.code, again.said]).toEqual([
      1,
      `packhorse: ${id} has no “contact”: nobody is asked to reach its customer.\n`,
    ])
  })

  it('mails the link of an order that is paid for, and of no other', async () => {
    const unpaid = await shop.order()
    const refused = await order(shop.settings, 'resend', unpaid.order, ...signed)
    expect(refused.said).toContain(`${unpaid.order} is not paid for, so no letter is sent of it.`)
    const { order: id, token } = await shop.buy()
    await shop.until(token, ({ state }) => state !== 'awaiting-payment')
    const { code, out } = await order(shop.settings, 'resend', id, ...signed)
    expect([code, out]).toEqual([0, `${id}: a letter with the link goes to the customer\n`])
    const letters = () => shop.site.database.db.selectFrom('outbox').select('template').execute()
    await expect.poll(letters).toContainEqual({ template: 'links' })
  })

  it('shows events that were set aside, as readiness and metrics do, and has one tried again', async () => {
    expect((await order(shop.settings, 'events', ...signed)).out).toBe('No event is set aside.\n')
    const { inbox, metrics, checks } = shop.site
    await inbox.add({ eventId: 'evt_1', type: 'checkout.session.completed', objectId: 'cs_test_1' })
    await inbox.setAside('evt_1', 'TypeError: x is not a function')
    const listed = await order(shop.settings, 'events', ...signed)
    expect(listed.out).toMatch(
      /^evt_1 {2}checkout\.session\.completed {2}cs_test_1\n.*TypeError: x/s,
    )
    const { ready, checks: states, reasons } = await readinessOf(checks)
    expect([ready, states.inbox]).toEqual([true, 'degraded'])
    expect(reasons.inbox).toContain('npm run order -- events')
    expect(await metrics.registry.metrics()).toContain('packhorse_inbox_set_aside 1')
    const tried = await order(shop.settings, 'retry', 'evt_1', ...signed)
    expect(tried.out).toBe('evt_1: is tried again\n')
    const again = await order(shop.settings, 'retry', 'evt_1', ...signed)
    expect(again).toMatchObject({
      code: 1,
      said: 'packhorse: evt_1 is not set aside, so there is nothing to try again.\n',
    })
  })

  it('records every use with who, why and what became of it, also one that only looked', async () => {
    await order(shop.settings, 'find', 'nobody@firm.example', ...signed)
    await order(shop.settings, 'link', 'ord_0', ...signed)
    expect(await recorded().limit(2).execute()).toMatchObject([
      { verb: 'link', subject: 'ord_0', by_whom: 'Ada', outcome: 'There is no order ord_0.' },
      {
        verb: 'find',
        subject: expect.stringMatching(/^text [\w-]{43}$/),
        why: 'the customer rang',
        outcome: '0 orders',
      },
    ])
  })
})

describe('beside npm start, which has the embedded database to itself', () => {
  it('asks the running process, and after its end does it itself', async () => {
    const settings = { ...(await ownSettings()), TEMPORAL_ADDRESS: inject('temporal') }
    const shop = start('start.ts', [], settings)
    await untilSaid(shop, 'Metrics')
    const found = () => order(settings, 'find', 'nobody', ...signed)
    expect(await found()).toMatchObject({ code: 0, out: 'No order is known by “nobody”.\n' })
    const refused = await order(settings, 'link', 'ord_0', ...signed)
    expect(refused).toMatchObject({ code: 1, said: 'packhorse: There is no order ord_0.\n' })
    shop.kill('SIGTERM')
    await new Promise((resolve) => shop.once('exit', resolve))
    expect(await found()).toMatchObject({ code: 0, out: 'No order is known by “nobody”.\n' })
  })
})

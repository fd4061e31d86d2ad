import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { choose, otherSession } from './calls.ts'
import { bearer, type OpsShop, openOpsShop } from './ops-shop.ts'

let ops: OpsShop
beforeAll(async () => {
  ops = await openOpsShop()
})
afterAll(() => ops.shop.close())

describe('orders that want a look', () => {
  it('are those that are paid and not complete, and those that want a person, first', async () => {
    const { order } = await ops.paid()
    const differs = await ops.parked()
    const unpaid = await ops.shop.order()
    const orders = await ops.listed()
    expect(orders[0]?.attentions).toHaveProperty('parked')
    expect(orders.map((one) => one.order)).toEqual(expect.arrayContaining([order, differs.order]))
    expect(orders.map((one) => one.order)).not.toContain(unpaid.order)
    expect(await ops.listed(unpaid.order)).toMatchObject([{ state: 'awaiting-payment' }])
  })

  it.each(['ben', 'eve'])('are seen by %s, who may do nothing', async (name) => {
    const { order, intent } = await ops.paid()
    expect(await ops.listed(order, name)).toHaveLength(1)
    for (const verb of [
      'resume',
      'retry',
      'cancel',
      'refund',
      'withdraw',
      'resend',
      'reached',
      'rebuild',
    ])
      expect((await ops.act(order, verb, {}, name)).statusCode).toBe(403)
    expect(await ops.refunds(intent)).toEqual([])
  })
})

describe('one order', () => {
  const seen = (order: string) =>
    ops.shop.app.inject({
      url: `/ops/orders/${order}`,
      headers: bearer('ben'),
      remoteAddress: ops.remoteAddress(),
    })

  it('tells what left the house and what was tried, and none of its words', async () => {
    const { order } = await ops.paid()
    const answer = await seen(order)
    expect(answer.json()).toMatchObject({
      order: { order, state: 'paid' },
      releases: [],
      tried: [],
    })
    const waits = { version: 1, endedAt: null, said: null }
    expect(answer.json().letters).toMatchObject([
      { template: 'paid', ...waits },
      { template: 'reminder', ...waits },
    ])
  })

  it('leads to its workflow where somebody has said at which address Temporal UI is', async () => {
    const { order } = await ops.paid()
    const workflow = `https://temporal.example/ui/namespaces/default/workflows/order-${order}`
    expect((await seen(order)).json().workflow).toBe(workflow)
  })

  it.each(['ord_0', 'x', 'cs_test_1', '%27'])('%s is none', async (order) => {
    expect((await seen(order)).statusCode).toBe(404)
  })
})

describe('an act', () => {
  it.each([
    ['that is none', 'delete', {}, 404],
    ['without a reason', 'cancel', { why: ' ' }, 422],
    ['with an amount that is none', 'refund', { amount: '-1' }, 422],
    ['with a reason that no database takes', 'cancel', { why: 'ticket \0 812' }, 422],
    ['with a reference that is none', 'refund', { reference: 'a b' }, 422],
  ])('%s does nothing', async (_, verb, wish, status) => {
    const { order, token } = await ops.shop.order()
    expect((await ops.act(order, verb, wish)).statusCode).toBe(status)
    expect((await ops.shop.buyer.status(token)).state).toBe('awaiting-payment')
  })

  it('on an order, or a look for one, with a sign that no database takes does nothing', async () => {
    expect((await ops.act('ord_%00', 'withdraw')).statusCode).toBe(404)
    const url = '/ops/orders?find=%00'
    const looked = await ops.shop.app.inject({ url, headers: bearer('ben') })
    expect(looked.statusCode).toBe(404)
  })

  it('on an order that is none says so', async () => {
    const answer = await ops.act('ord_0', 'withdraw')
    expect([answer.statusCode, answer.json().detail]).toEqual([404, 'There is no order ord_0.'])
  })

  it('is on record with who, why, by which way and what came of it, for good', async () => {
    const { order } = await ops.shop.order()
    await ops.act(order, 'resume')
    const { db } = ops.shop.site.database
    const records = db.selectFrom('operator_actions').selectAll().where('subject', '=', order)
    expect(await records.execute()).toMatchObject([
      {
        by_whom: 'ada',
        why: 'ticket 812',
        way: 'ops',
        verb: 'resume',
        outcome: `${order} is awaiting-payment and not parked, so there is nothing to resume.`,
      },
    ])
    const change = db.updateTable('operator_actions').where('subject', '=', order)
    await expect(change.set({ outcome: 'x' }).execute()).rejects.toThrow('stays')
    await expect(change.set({ by_whom: 'eve' }).execute()).rejects.toThrow('stays')
    await expect(db.deleteFrom('operator_actions').execute()).rejects.toThrow('stays')
  })
})

describe('resume', () => {
  it('has an order fulfilled that was paid differently, and says whose word it was', async () => {
    const { order, token } = await ops.parked()
    const answer = await ops.act(order, 'resume')
    expect([answer.statusCode, answer.json().outcome]).toEqual([
      200,
      'accepted, and paid now: The amount before tax and discounts ordered is 100, but 7900 was paid for.',
    ])
    const status = await ops.shop.buyer.status(token)
    expect(status).toMatchObject({ state: 'paid', attention: null })
    const { db } = ops.shop.site.database
    const accepted = db.selectFrom('unapplied_payments').select('accepted_by as by')
    expect(await accepted.where('order_id', '=', order).execute()).toEqual([{ by: 'ada' }])
    expect((await ops.act(order, 'resume')).statusCode).toBe(409)
  })

  it('accepts one difference, and not the next', async () => {
    const { order } = await ops.shop.order()
    await choose(await otherSession(ops.shop, order, { unit_amount: 100 }), 'paid')
    await expect.poll(() => parkedBy(order)).toMatch('100 was paid')
    await ops.shop.site.orders.acceptDifference(order, 'ada')
    await choose(await otherSession(ops.shop, order, { unit_amount: 200 }), 'paid')
    await expect.poll(() => parkedBy(order)).toMatch('200 was paid')
    expect((await ops.shop.site.orders.byId(order))?.state).toBe('awaiting-payment')
  })
})

const parkedBy = async (order: string) =>
  (await ops.shop.site.orders.byId(order))?.attentions.parked

describe('a browser', () => {
  const html = { accept: 'text/html' }
  const form = (body: Record<string, string>) => ({
    method: 'POST' as const,
    payload: new URLSearchParams(body).toString(),
    remoteAddress: ops.remoteAddress(),
  })
  const typed = { ...html, 'content-type': 'application/x-www-form-urlencoded' }

  async function signedIn(name: string) {
    const signIn = form({ token: `token-of-${name}` })
    const answer = await ops.shop.app.inject({ ...signIn, url: '/ops/login', headers: typed })
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/ops/orders'])
    const set = String(answer.headers['set-cookie'])
    expect(set).toMatch(/; Path=\/ops; Max-Age=28800; HttpOnly; SameSite=Strict$/)
    return set.split(';')[0] ?? ''
  }

  const pageOf = async (cookie: string, find = '') =>
    (await ops.shop.app.inject({ url: `/ops/orders?find=${find}`, headers: { ...html, cookie } }))
      .body

  it('that is not known is led to where it may sign in, and a wrong token is none', async () => {
    const answer = await ops.shop.app.inject({ url: '/ops/orders', headers: html })
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/ops/login'])
    const wrong = { ...form({ token: 'token-of-nobody' }), url: '/ops/login', headers: typed }
    const refused = await ops.shop.app.inject(wrong)
    expect([refused.statusCode, refused.headers['set-cookie']]).toEqual([401, undefined])
  })

  it('acts by a form of ours, and by no other', async () => {
    const { order, token } = await ops.shop.order()
    const cookie = await signedIn('ada')
    const csrf = /name="csrf" value="([^"]+)"/.exec(await pageOf(cookie, order))?.[1] ?? ''
    const send = (body: Record<string, string>) =>
      ops.shop.app.inject({
        ...form({ why: 'the customer rang', ...body }),
        url: `/ops/orders/${order}/cancel`,
        headers: { ...typed, cookie },
      })
    for (const foreign of [{}, { csrf: '' }, { csrf: csrf.slice(1) }])
      expect((await send(foreign)).statusCode).toBe(403)
    expect((await ops.shop.buyer.status(token)).state).toBe('awaiting-payment')
    const done = await send({ csrf, amount: '', reference: '', linkGeneration: '1' })
    expect([done.statusCode, done.headers.location]).toEqual([303, `/ops/orders?find=${order}`])
    const said = String(done.headers['set-cookie']).split(';')[0]
    const page = await pageOf(`${cookie}; ${said}`, order)
    expect(page).toMatch(/class="said" role="status">[^<]*closed: it cannot/)
    expect((await ops.shop.buyer.status(token)).state).toBe('expired')
  })

  it('of a viewer is shown no button, and changes nothing by looking', async () => {
    const { order } = await ops.paid()
    const page = await pageOf(await signedIn('ben'), order)
    expect(page).toContain(order)
    expect(page).not.toContain('formaction')
    const look = { url: `/ops/orders/${order}/cancel`, headers: bearer('ada') }
    expect((await ops.shop.app.inject(look)).statusCode).toBe(404)
  })

  it.each([
    ['changed', (cookie: string) => `${cookie}x`],
    ['of another name', (cookie: string) => cookie.replace(/=[^.]+/, `=${btoa('eve')}`)],
    ['for longer', (cookie: string) => cookie.replace(/\.\d+\./, '.99999999999.')],
  ])('with a cookie that was %s is not known', async (_, change) => {
    const cookie = change(await signedIn('ben'))
    const answer = await ops.shop.app.inject({ url: '/ops/orders', headers: { ...html, cookie } })
    expect(answer.statusCode).toBe(303)
  })
})

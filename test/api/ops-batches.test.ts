import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { largestBatch } from '../../pack/batch.ts'
import { takenHome } from './calls.ts'
import { bearer, type OpsShop, openOpsShop } from './ops-shop.ts'

let ops: OpsShop
beforeAll(async () => {
  ops = await openOpsShop()
})
afterAll(() => ops.shop.close())

const send = (url: string, payload: object, name = 'ada') =>
  ops.shop.app.inject({
    ...{ method: 'POST', url: `/ops/batches${url}`, headers: bearer(name), payload },
    remoteAddress: ops.remoteAddress(),
  })

const seen = async (id: number, name = 'ben') => {
  const asked = { url: `/ops/batches/${id}`, headers: bearer(name) }
  return (await ops.shop.app.inject({ ...asked, remoteAddress: ops.remoteAddress() })).json()
}

const signed = { why: 'incident 12' }

async function made(act: string, orders: readonly string[]) {
  const answer = await send('', { act, orders, ...signed })
  expect(answer.statusCode).toBe(201)
  return answer.json().batch.id as number
}

/** When all was done to it that is to be done. */
async function through(id: number) {
  await expect.poll(async () => (await seen(id)).batch.state).toBe('done')
  return seen(id)
}

describe('a batch', () => {
  it('does to each order what it is for, and says where it did not apply', async () => {
    const { order } = await takenHome(ops.shop)
    const unpaid = await ops.shop.order()
    const id = await made('rebuild', [order, unpaid.order])
    expect((await seen(id)).batch).toMatchObject({ state: 'paused', items: 2, open: 2, by: 'ada' })
    expect((await send(`/${id}/start`, signed)).statusCode).toBe(200)
    const { batch, items } = await through(id)
    expect(batch).toMatchObject({ open: 0, refused: 1 })
    expect(items).toMatchObject([
      { order: unpaid.order, isRefused: true, outcome: expect.stringMatching('no version') },
      { order, isRefused: false, outcome: 'its file is whole' },
    ])
  })

  it('withdraws the links of the orders of a leak, and keeps the new ones to itself', async () => {
    const sold = [await ops.paid(), await ops.paid()]
    const id = await made(
      'withdraw',
      sold.map(({ order }) => order),
    )
    await send(`/${id}/start`, signed)
    const { items } = await through(id)
    const outcome = 'link withdrawn, and another one made'
    expect(items).toMatchObject([{ outcome }, { outcome }])
    for (const { token } of sold) {
      const page = await ops.shop.app.inject({ url: `/orders/${token}` })
      expect(page.statusCode).toBe(404)
    }
  })

  it('says who cancelled it, and why, and what it leaves as it is', async () => {
    const id = await made('cancel', [(await ops.shop.order()).order])
    await send(`/${id}/cancel`, { why: 'the wrong ones' })
    const { changes, items } = await seen(id)
    expect(changes).toMatchObject([{ to: 'cancelled', by: 'ada', why: 'the wrong ones' }])
    expect(items).toMatchObject([{ endedAt: null }])
    const html = await ops.shop.app.inject({
      ...{ url: `/ops/batches/${id}`, headers: { ...bearer('ben'), accept: 'text/html' } },
      remoteAddress: ops.remoteAddress(),
    })
    expect(html.body).toMatch(/Cancelled <time [^>]*>[^<]*<\/time> by ada: the wrong ones/)
    expect(html.body).toContain('<td>left as it is</td>')
  })

  it('leaves each act on record, in the name of who started it', async () => {
    const { order } = await ops.shop.order()
    const id = await made('cancel', [order])
    await send(`/${id}/start`, signed)
    await through(id)
    const { db } = ops.shop.site.database
    const acts = db.selectFrom('operator_actions').select(['verb', 'by_whom', 'why', 'outcome'])
    expect(await acts.where('subject', '=', order).execute()).toEqual([
      {
        ...{ verb: 'cancel', by_whom: 'ada', why: `batch ${id}: incident 12` },
        outcome: 'closed: it cannot be paid for any more',
      },
    ])
    expect(await acts.where('subject', '=', String(id)).execute()).toMatchObject([
      { verb: 'batch-start', by_whom: 'ada', why: 'incident 12', outcome: 'running' },
    ])
  })

  it('gives back the whole of each order once, though two batches are of it', async () => {
    const { order, intent } = await ops.paid()
    const ids = [await made('refund', [order]), await made('refund', [order])]
    await Promise.all(ids.map((id) => send(`/${id}/start`, signed)))
    await Promise.all(ids.map(through))
    await expect.poll(() => ops.refunds(intent)).toHaveLength(1)
    const { db } = ops.shop.site.database
    const asked = db.selectFrom('refund_requests').selectAll().where('order_id', '=', order)
    expect(await asked.execute()).toHaveLength(1)
  })

  it('is paused, goes on, and is cancelled, each once', async () => {
    const id = await made('resend', [(await ops.shop.order()).order])
    expect((await send(`/${id}/pause`, signed)).statusCode).toBe(409)
    expect((await send(`/${id}/cancel`, signed)).statusCode).toBe(200)
    const again = await send(`/${id}/start`, signed)
    expect([again.statusCode, again.json().detail]).toEqual([
      409,
      `Batch ${id} is cancelled by now.`,
    ])
  })
})

describe('a batch is refused', () => {
  it.each([
    [
      'of a group and of others',
      { act: 'retry', group: 'paid', orders: 'ord_0' },
      422,
      /one of “group”/,
    ],
    ['of no order', { act: 'retry', orders: [] }, 422, /“orders”/],
    ['of what is no number', { act: 'retry', orders: ['ord_1; drop table'] }, 422, /“orders”/],
    ['of an act that is none', { act: 'erase', group: 'paid' }, 422, /“act”/],
    ['of a group that is none', { act: 'retry', group: 'all' }, 422, /“group”/],
    ['of an order that is none', { act: 'retry', orders: ['ord_0'] }, 409, /no order ord_0/],
    ['of a group of nobody', { act: 'retry', group: 'paid-twice' }, 409, /No order stands so/],
  ])('%s, with nothing made', async (_, asked, status, words) => {
    const before = (await ops.shop.site.batches.list(1))[0]?.id
    const answer = await send('', { ...asked, ...signed })
    expect([answer.statusCode, answer.json().detail]).toEqual([
      status,
      expect.stringMatching(words),
    ])
    expect((await ops.shop.site.batches.list(1))[0]?.id).toBe(before)
  })

  it('of as many orders as it may have is read whole', async () => {
    const orders = Array.from(
      { length: largestBatch },
      (_, at) => `ord_${String(at).padStart(24, '0')}`,
    )
    const answer = await send('', { act: 'retry', orders, ...signed })
    expect([answer.statusCode, answer.json().detail]).toEqual([
      409,
      expect.stringMatching(/^There is no order ord_0{24}, /),
    ])
    const more = await send('', { act: 'retry', orders: [...orders, 'ord_x'], ...signed })
    expect(more.statusCode).toBe(422)
  })

  it.each(['ben', 'eve'])('to %s', async (name) => {
    const { order } = await ops.shop.order()
    const id = await made('retry', [order])
    expect((await send('', { act: 'retry', orders: [order], ...signed }, name)).statusCode).toBe(
      403,
    )
    expect((await send(`/${id}/start`, signed, name)).statusCode).toBe(403)
  })

  it('where there is none of its number, or no such act', async () => {
    const { order } = await ops.shop.order()
    expect((await send('/999999/start', signed)).statusCode).toBe(404)
    expect((await send(`/${await made('retry', [order])}/erase`, signed)).statusCode).toBe(404)
  })
})

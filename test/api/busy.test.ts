import { afterAll, beforeAll, expect, it } from 'vitest'
import { firstRelease } from '../documents/rig.ts'
import { mainFirm, orderOf } from '../packs/firms.ts'
import { openShop, type Shop } from '../shop.ts'
import {
  counted,
  download,
  downloaded,
  orderBody,
  orderForm,
  postForm,
  postOrder,
} from './calls.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ workers: [] })
})
afterAll(() => shop.close())

it('orders beyond what can be rehearsed are told when to come again, and nothing else fails', async () => {
  const { token } = await shop.buy()
  await shop.until(token, ({ state }) => state === 'paid')
  const flood = Array.from({ length: 80 }, () => postOrder(shop, orderBody()))
  const form = postForm(shop, orderForm())
  const answers = await Promise.all(flood)
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([201, 503]))
  const refused = answers.find(({ statusCode }) => statusCode === 503)
  expect(refused?.headers['retry-after']).toBe('10')
  expect(refused?.json()).toMatchObject({
    title: 'Not possible at this moment',
    detail: expect.stringContaining('nothing was charged'),
  })
  expect([303, 503]).toContain((await form).statusCode)
  expect([200, 202]).toContain((await download(shop, token)).statusCode)
  expect((await downloaded(shop, token)).statusCode).toBe(200)
})

it('of those who have gone while they waited no order is made, and a flood is no fault', async () => {
  const before = await ordersIn(shop)
  const gone = new AbortController()
  const turnedAway = Promise.withResolvers<void>()
  const flood = Array.from({ length: 60 }, async () => {
    const { status } = await fetch(`${shop.publicUrl}/checkout`, asRequest(gone.signal))
    if (status === 503) turnedAway.resolve()
  })
  const ended = Promise.allSettled(flood)
  await turnedAway.promise
  gone.abort()
  await ended
  // Behind all that still waits, if anything does.
  const again = async () => (await postOrder(shop, orderBody())).statusCode
  await expect.poll(again).toBe(201)
  expect((await ordersIn(shop)) - before).toBeLessThan(20)
  expect(await counted(shop, 'turned_away_total', {})).toBeGreaterThan(20)
})

const asRequest = (signal: AbortSignal) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(orderBody()),
  signal,
})

const ordersIn = async ({ site }: Shop) =>
  (await site.database.db.selectFrom('orders').select('id').execute()).length

it('a sample that there is no place to make is asked for again, by program and browser', async () => {
  const { unpaidPress } = await shop.site.printing()
  const order = orderOf(mainFirm.answers)
  const queue = Array.from({ length: 40 }, () => unpaidPress.compose(order, firstRelease(order)))
  const rehearsals = Promise.allSettled(queue)
  for (const accept of ['application/json', 'text/html']) {
    const answer = await shop.app.inject({ url: '/packs/gdpr/sample.zip', headers: { accept } })
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '10'])
    expect(answer.body).toContain('Not possible at this moment')
  }
  await rehearsals
  expect((await shop.app.inject({ url: '/packs/gdpr/sample.zip' })).statusCode).toBe(200)
})

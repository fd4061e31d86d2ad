import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OrderStatus } from '../../pack/status.ts'
import { isComplete, openShop, type Shop } from '../shop.ts'
import { choose } from './calls.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const follow = (at: Shop, token: string) => fetch(`${at.publicUrl}/orders/${token}/events`)

/** Each `status` event of a stream that has ended. */
async function statusesOf(stream: Response): Promise<OrderStatus[]> {
  const events = (await stream.text()).split('\n\n').filter((event) => event.startsWith('event:'))
  return events.map((event) => JSON.parse(event.replace(/^event: status\ndata: /, '')))
}

it('an order is followed from checkout to its end, at which the stream ends', async () => {
  const { token, url } = await shop.order()
  const stream = await follow(shop, token)
  await shop.buyer.pay(url)
  const statuses = await statusesOf(stream)
  expect(statuses[0]?.state).toBe('awaiting-payment')
  expect(statuses.at(-1)).toEqual(await shop.buyer.status(token))
  expect(statuses.at(-1)?.state).toBe('complete')
})

it('the same status is never told twice in a row', async () => {
  const { token } = await shop.buy()
  const told = (await statusesOf(await follow(shop, token))).map((status) => JSON.stringify(status))
  expect(told.filter((status, at) => status === told[at - 1])).toEqual([])
})

it.each([
  ['expired', 'expired'],
  ['async-failed', 'payment-failed'],
])('the stream of an order that is %s ends there', async (outcome, state) => {
  const { token, url } = await shop.order()
  const stream = await follow(shop, token)
  await choose(url, outcome)
  expect((await statusesOf(stream)).at(-1)?.state).toBe(state)
})

it('the stream of an order at its end tells it once', async () => {
  const { token } = await shop.buy()
  await shop.until(token, isComplete)
  expect(await statusesOf(await follow(shop, token))).toHaveLength(1)
})

it('a stream is an event stream that nobody stores', async () => {
  const { token } = await shop.buy()
  const stream = await follow(shop, token)
  expect(stream.headers.get('content-type')).toContain('text/event-stream')
  expect(stream.headers.get('cache-control')).toBe('no-store')
  await stream.body?.cancel()
})

it('the API stops while somebody follows an order', async () => {
  const other = await openShop({ workers: [] })
  const { token } = await other.order()
  const stream = await follow(other, token)
  const reader = stream.body?.getReader()
  await reader?.read()
  await other.close()
  expect(await reader?.read()).toEqual({ done: true, value: undefined })
})

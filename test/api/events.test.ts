import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OrderStatus } from '../../pack/status.ts'
import { isComplete, openShop, type Shop } from '../shop.ts'
import { choose } from './calls.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ environment: { TRUSTED_PROXIES: '127.0.0.1/32' } })
})
afterAll(() => shop.close())

/** @param headers may name another address, as a proxy does */
const follow = (at: Shop, token: string, headers: Record<string, string> = {}) =>
  fetch(`${at.publicUrl}/orders/${token}/events`, { headers })

/** Each `status` event of a stream that has ended; heartbeats come in between when it takes long. */
async function statusesOf(stream: Response): Promise<OrderStatus[]> {
  const events = (await stream.text())
    .split('\n\n')
    .filter((event) => event.startsWith('event: status\n'))
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

it('an order that is parked while it is followed is told as parked', async () => {
  const { order, token } = await shop.order()
  const stream = await follow(shop, token)
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader?.read())?.value).toContain('"attention":null')
  await shop.site.orders.raise(order, 'parked', 'Another currency was paid.')
  expect((await reader?.read())?.value).toContain('"attention":"parked"')
  await reader?.cancel()
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

it('a stream is an event stream that no proxy stores, changes or holds back', async () => {
  const { token } = await shop.buy()
  const stream = await follow(shop, token)
  expect(stream.headers.get('content-type')).toContain('text/event-stream')
  expect(stream.headers.get('cache-control')).toBe('no-store, no-transform')
  expect(stream.headers.get('x-accel-buffering')).toBe('no')
  await stream.body?.cancel()
})

describe('viewers are limited:', () => {
  const openMany = (count: number, token: string, headers?: Record<string, string>) =>
    Promise.all(Array.from({ length: count }, () => follow(shop, token, headers)))
  const leave = async (streams: readonly Response[]) => {
    for (const { body } of streams) if (!body?.locked) await body?.cancel()
  }
  const taken = async (streams: readonly Response[]) =>
    streams.filter(({ status }) => status === 200).length

  it('an order that nobody paid for has three, and says when to come again', async () => {
    const { token } = await shop.order()
    const streams = await openMany(5, token)
    const refused = streams.find(({ status }) => status !== 200)
    expect([await taken(streams), refused?.status]).toEqual([3, 429])
    expect(refused?.headers.get('retry-after')).toBe('60')
    expect(await refused?.json()).toMatchObject({ title: 'Too many viewers' })
    await leave(streams)
  })

  it('a seat that was left is free again', async () => {
    const { token } = await shop.order()
    await leave(await openMany(3, token))
    await expect.poll(async () => (await follow(shop, token)).status).toBe(200)
  })

  it('an address has twenty, and the order itself is still told to whoever asks', async () => {
    const orders = await Promise.all(Array.from({ length: 8 }, () => shop.order()))
    // Of its own, so that no seat is still another test's.
    const there = { 'x-forwarded-for': '192.0.2.1' }
    const opened = await Promise.all(orders.map(({ token }) => openMany(3, token, there)))
    const streams = opened.flat()
    expect(await taken(streams)).toBe(20)
    expect((await shop.buyer.status(orders.at(-1)?.token ?? '')).state).toBe('awaiting-payment')
    await leave(streams)
  })
})

it('HEAD opens no stream', async () => {
  const { token } = await shop.order()
  const answer = await shop.app.inject({ method: 'HEAD', url: `/orders/${token}/events` })
  expect(answer.statusCode).toBe(404)
})

it('the API stops while somebody who reads nothing follows an order', async () => {
  const other = await openShop({ workers: [] })
  const { token } = await other.order()
  const socket = connect(Number(new URL(other.publicUrl).port), '127.0.0.1')
  socket.write(`GET /orders/${token}/events HTTP/1.1\r\nhost: localhost\r\n\r\n`)
  await once(socket, 'data')
  socket.pause()
  await other.close()
  expect(other.app.server.listening).toBe(false)
  socket.destroy()
})

it('the API stops while somebody is connected who never asked for anything', async () => {
  const other = await openShop({ workers: [] })
  const socket = connect(Number(new URL(other.publicUrl).port), '127.0.0.1')
  await once(socket, 'connect')
  await Promise.all([once(socket, 'close'), other.close()])
  expect(socket.destroyed).toBe(true)
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

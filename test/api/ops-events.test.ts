import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bearer, type OpsShop, openOpsShop } from './ops-shop.ts'

let ops: OpsShop
beforeAll(async () => {
  ops = await openOpsShop()
})
afterAll(() => ops.shop.close())

async function followed(page: string, headers: Record<string, string> = bearer('ben')) {
  const url = `${ops.shop.publicUrl}/ops/events?page=${encodeURIComponent(page)}`
  const stream = await fetch(url, { headers })
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
  const next = async () => (await reader?.read())?.value?.match(/event: (\w+)/)?.[1]
  return { status: stream.status, next, leave: () => reader?.cancel() }
}

describe('a page that is followed', () => {
  it('is told of as soon as what it shows has changed, and not before', async () => {
    const { order } = await ops.paid()
    const { next, leave } = await followed(`/ops/orders?find=${order}`)
    expect(await next()).toBe('heartbeat')
    expect(await next()).toBe('heartbeat')
    await ops.act(order, 'withdraw')
    expect(await next()).toBe('status')
    await leave()
  })

  it.each(['orders', 'batches', 'reviews', 'models', 'settings', 'incidents'])(
    '/ops/%s is the same as long as nothing has changed',
    async (room) => {
      const { next, leave } = await followed(`/ops/${room}`)
      expect([await next(), await next(), await next()]).toEqual(Array(3).fill('heartbeat'))
      await leave()
    },
  )

  it('is told of to nobody who is not known', async () => {
    expect((await followed('/ops/orders', {})).status).toBe(401)
    expect((await followed('/ops/orders', bearer('nobody'))).status).toBe(401)
  })

  it.each([
    ['', 'none'],
    ['/orders/x', 'of the shop'],
    ['/ops/../orders', 'of the shop, by a way round'],
    ['/ops/log', 'that takes something away'],
    ['/ops/events?page=/ops/orders', 'a stream of a stream'],
    ['/ops/orders/ord_1/cancel', 'an act'],
    ['/ops/reviews/ord_1/risk-plan/-/1', 'of no text'],
    ['//elsewhere.example/ops/orders', 'elsewhere'],
  ])('“%s” (%s) is none', async (page) => {
    expect((await followed(page)).status).toBe(404)
  })

  it('ends for an order that is none', async () => {
    const { next } = await followed('/ops/orders/ord_0')
    expect([await next(), await next()]).toEqual(['status', undefined])
  })
})

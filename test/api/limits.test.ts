import { watch } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openShop, type Shop } from '../shop.ts'
import { storageFolder } from '../stores.ts'
import { orderBody } from './calls.ts'

let shop: Shop
beforeAll(async () => {
  const environment = { CHECKOUTS_PER_MINUTE: '3', TRUSTED_PROXIES: '10.0.0.0/8' }
  shop = await openShop({ workers: [], environment })
})
afterAll(() => shop.close())

let customers = 0

/**
 * Of another customer each, unless one is named.
 * @param client the address that the proxy, if any, says it forwards for
 */
const order = (
  remoteAddress: string,
  client?: string,
  email = `customer-${customers++}@firm.example`,
) =>
  shop.app.inject({
    method: 'POST',
    url: '/checkout',
    payload: orderBody({ email }),
    remoteAddress,
    headers: client === undefined ? {} : { 'x-forwarded-for': client },
  })

const statuses = async (orders: readonly (() => ReturnType<typeof order>)[]) => {
  const found: number[] = []
  for (const one of orders) found.push((await one()).statusCode)
  return found
}

describe('checkouts are limited per network address:', () => {
  it('one more than the limit is a problem document with Retry-After', async () => {
    const three = Array.from({ length: 3 }, () => () => order('192.0.2.1'))
    expect(await statuses(three)).toEqual([201, 201, 201])
    const answer = await order('192.0.2.1')
    expect(answer.statusCode).toBe(429)
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json()).toMatchObject({ status: 429, title: 'Too many tries' })
  })

  it('whoever writes X-Forwarded-For is still one address', async () => {
    const four = [1, 2, 3, 4].map((n) => () => order('192.0.2.2', `198.51.100.${n}`))
    expect(await statuses(four)).toEqual([201, 201, 201, 429])
  })

  it('what a trusted proxy forwards counts per client', async () => {
    const four = [1, 1, 1, 2].map((n) => () => order('10.1.2.3', `203.0.113.${n}`))
    expect(await statuses(four)).toEqual([201, 201, 201, 201])
    expect(await statuses([() => order('10.9.9.9', '203.0.113.1')])).toEqual([429])
  })

  it('the addresses of one IPv6 network count together, those of others apart', async () => {
    const four = [1, 2, 3, 4].map((n) => () => order(`2001:db8:0:1::${n}`))
    expect(await statuses(four)).toEqual([201, 201, 201, 429])
    expect(await statuses([() => order('2001:db8:0:2::1')])).toEqual([201])
    expect(await statuses([() => order('::ffff:192.0.2.9')])).toEqual([201])
  })

  it('landings are limited too, in numbers that no buyer reaches', async () => {
    const land = () =>
      shop.app.inject({ url: '/checkout/done?session_id=cs_1', remoteAddress: '192.0.2.4' })
    const sixty = await Promise.all(Array.from({ length: 60 }, land))
    expect(new Set(sixty.map(({ statusCode }) => statusCode))).toEqual(new Set([404]))
    expect((await land()).statusCode).toBe(429)
  })

  it('links that are not ours are too, and then no link is followed from there', async () => {
    const { token: ours } = await shop.order()
    const follow = async (token: string, remoteAddress = '192.0.2.5') =>
      (await shop.app.inject({ url: `/orders/${token}`, remoteAddress })).statusCode
    const wrong = Array.from({ length: 30 }, (_, n) => follow(`${ours}${n}`))
    expect(new Set(await Promise.all(wrong))).toEqual(new Set([404]))
    expect(await follow(ours)).toBe(200)
    await follow('another')
    // They are counted behind their answers.
    await expect.poll(() => follow(ours)).toBe(429)
    expect(await follow(ours, '192.0.2.6')).toBe(200)
  })

  it('reading goes on', async () => {
    await statuses(Array.from({ length: 4 }, () => () => order('192.0.2.3')))
    const answer = await shop.app.inject({ url: '/packs/gdpr', remoteAddress: '192.0.2.3' })
    expect(answer.statusCode).toBe(200)
  })
})

it('orders under one e-mail address are limited, from wherever they come and however it is written', async () => {
  const written = ['ann@firm.example', 'Ann@firm.example', ' ann@firm.example', 'ANN@FIRM.EXAMPLE']
  const four = written.map((email, n) => () => order(`198.51.100.${n}`, undefined, email))
  expect(await statuses(four)).toEqual([201, 201, 201, 429])
  const answer = await order('198.51.100.9', undefined, 'ann@firm.example')
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  expect(answer.headers['content-type']).toContain('application/problem+json')
  expect(answer.json()).toMatchObject({ status: 429, title: 'Too many orders' })
})

it('readiness costs the storage one write, however many ask', async () => {
  const written = new Set<string | null>()
  await shop.site.blobs.ping()
  const watcher = watch(
    storageFolder(shop.settings, shop.settings.DATA_DIR),
    (_, name) => void written.add(name),
  )
  const asked = Array.from({ length: 100 }, () => shop.app.inject({ url: '/readyz' }))
  for (const { statusCode } of await Promise.all(asked)) expect(statusCode).toBe(200)
  await vi.waitFor(() => expect(written.size).toBeGreaterThan(0))
  watcher.close()
  // An S3 server writes under a name of its own first, another each time, and then under this one.
  written.delete('probe')
  expect(written.size).toBe(1)
})

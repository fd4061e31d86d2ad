import { afterAll, beforeAll, expect, it } from 'vitest'
import { withdrawn } from '../../catalogue/catalogue.ts'
import type { PackDefinition } from '../../catalogue/definition.ts'
import { gdpr } from '../../catalogue/gdpr.ts'
import { readinessOf } from '../../clients/probes.ts'
import { openShop, type Shop } from '../shop.ts'
import { choose, download, downloaded } from './calls.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ workers: [], environment: { TEMPORAL_ADDRESS: '127.0.0.1:1' } })
})
afterAll(() => shop.close())

/** An order whose money came in so many seconds from now. */
async function paidIn(
  seconds: number,
  changes: Parameters<Shop['alter']>[1] = {},
): Promise<string> {
  const { order, token, url } = await shop.order()
  await choose(url, 'paid')
  await shop.until(token, ({ state }) => state === 'paid')
  await shop.site.database.db
    .updateTable('orders')
    .set({ paid_at: new Date(Date.now() + seconds * 1000).toISOString() })
    .where('id', '=', order)
    .execute()
  await shop.alter(order, changes)
  return token
}

it('before the first release a program is told to ask again', async () => {
  const answer = await download(shop, await paidIn(60))
  expect(answer.statusCode).toBe(202)
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  expect(answer.json().detail).toContain('Ask again shortly')
})

it('before the first release a browser is sent to the order’s page', async () => {
  const token = await paidIn(60)
  const answer = await shop.app.inject({
    url: `/orders/${token}/pack.zip?version=1`,
    headers: { accept: 'text/html' },
  })
  expect([answer.statusCode, answer.headers.location]).toEqual([303, `/orders/${token}`])
})

it('an order that no worker touches is built by whoever downloads it', async () => {
  const token = await paidIn(-60)
  await downloaded(shop, token)
  const status = await shop.buyer.status(token)
  expect(status).toMatchObject({ state: 'improving', release: { version: 1, degraded: true } })
})

it('twenty who download at once get one release', async () => {
  const token = await paidIn(-60)
  const answers = await Promise.all(Array.from({ length: 20 }, () => download(shop, token)))
  for (const { statusCode } of answers) expect([200, 202]).toContain(statusCode)
  await downloaded(shop, token)
  expect((await shop.buyer.status(token)).releases).toHaveLength(1)
})

it('an order that cannot be built either says that it takes longer, not a few seconds', async () => {
  const token = await paidIn(-120, { answers: { from: 'another age' } })
  const page = await shop.app.inject({
    url: `/orders/${token}`,
    headers: { accept: 'text/html' },
  })
  expect(page.body).toContain('Your pack takes longer than it should')
})

it('whoever bought a pack that nobody knows any more keeps page, JSON and download', async () => {
  const token = await paidIn(-60)
  await downloaded(shop, token)
  const { order } = await shop.buyer.status(token)
  const { db } = shop.site.database
  await db.updateTable('orders').set({ pack: 'withdrawn' }).where('id', '=', order).execute()
  const page = await shop.app.inject({ url: `/orders/${token}`, headers: { accept: 'text/html' } })
  expect([page.statusCode, page.body]).toEqual([200, expect.stringContaining('Download your pack')])
  expect((await download(shop, token)).statusCode).toBe(200)
  expect((await shop.buyer.status(token)).release).toMatchObject({ version: 1 })
})

it('the page of a pack that is sold no more says what was bought', async () => {
  const shelf = withdrawn as Record<string, PackDefinition>
  const token = await paidIn(-60)
  await downloaded(shop, token)
  const documents = async () => {
    const page = await shop.app.inject({
      url: `/orders/${token}`,
      headers: { accept: 'text/html' },
    })
    return /<section aria-labelledby="documents-title">.*?<\/section>/s.exec(page.body)?.[0]
  }
  const before = await documents()
  const { order } = await shop.buyer.status(token)
  const { db } = shop.site.database
  shelf['old-gdpr'] = gdpr
  await db.updateTable('orders').set({ pack: 'old-gdpr' }).where('id', '=', order).execute()
  expect([before, await documents()]).toEqual([
    expect.stringContaining('Retention schedule'),
    before,
  ])
  delete shelf['old-gdpr']
})

it('Temporal away leaves the process ready, and is named with who waits for a pack', async () => {
  // Its page would have the release built.
  const order = `ord_${(await paidIn(-3_600)).split('-')[0]}`
  const answer = await shop.app.inject({ url: '/readyz' })
  const fine = { database: 'ok', blobs: 'ok', workers: 'ok', models: 'ok', inbox: 'ok' }
  const others = { 'webhook-endpoint': 'ok', books: 'ok', prices: 'ok' }
  const checks = { ...fine, ...others, delivery: 'degraded', temporal: 'degraded' }
  expect([answer.statusCode, answer.json()]).toEqual([200, { ready: true, checks }])
  const { reasons } = await readinessOf(shop.site.checks)
  expect(reasons['delivery']).toMatch(
    new RegExp(
      `^\\d+ paid orders? ha(s|ve) no pack yet, .* ${order}, paid .*npm run order -- open`,
    ),
  )
  expect(await shop.site.metrics.registry.metrics()).toMatch(
    /^packhorse_oldest_paid_undelivered_seconds 36\d\d/m,
  )
})

it('a batch waits for Temporal, says so, and holds up no other', async () => {
  const { site } = shop
  const { order } = await shop.buy()
  const begin = async (act: 'retry' | 'resend') => {
    const id = await site.batches.make({ act, by: 'ada', why: 'the night' }, [order])
    await site.batches.change(id, ['paused'], { state: 'running' })
    return id
  }
  await expect.poll(async () => (await site.orders.byId(order))?.state).toBe('paid')
  const [waiting, other] = [await begin('retry'), await begin('resend')]
  const stateOf = async (id: number) => (await site.batches.find(id))?.state
  await expect.poll(() => stateOf(other)).toBe('done')
  expect(await site.batches.find(waiting)).toMatchObject({
    ...{ state: 'running', open: 1, refused: 0 },
    waitsFor: expect.stringMatching('Temporal at 127.0.0.1:1 does not answer'),
  })
})

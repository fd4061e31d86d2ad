import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, expect, inject, it } from 'vitest'
import { createBuyer } from '../../dev/demo/buyer.ts'
import { freePort } from '../../dev/free-port.ts'
import { firstComposition } from '../../orders/release/sections.ts'
import { openShop, type Shop } from '../shop.ts'
import { choose, counted, orderBody, postOrder } from './calls.ts'

let shop: Shop
afterEach(() => shop.close())

const files = async (folder: 'ahead' | 'pages') => {
  const found = await Array.fromAsync(shop.site.blobs.list(folder))
  return found.map(({ key }) => key.slice(folder.length)).sort()
}

const hasRelease = ({ release }: { release: object | null }) => release !== null

const printed = () => counted(shop, 'printed_ahead_total', { result: 'printed' })

it('an order’s documents are printed while its customer pays, and are its release’s then', async () => {
  shop = await openShop({ workers: ['orders', 'assembly'] })
  const { url, token } = await shop.order()
  await expect.poll(printed).toBe(1)
  const ahead = await files('ahead')
  expect(ahead.length).toBeGreaterThan(10)
  expect(await files('pages')).toEqual([])
  await shop.buyer.pay(url)
  await shop.until(token, hasRelease)
  expect([await files('pages'), await files('ahead')]).toEqual([ahead, []])
})

it('nothing is printed for an order that is refused, or beyond the limit', async () => {
  shop = await openShop({ workers: [], environment: { CHECKOUTS_PER_MINUTE: '2' } })
  expect((await postOrder(shop, orderBody({ answers: {} }))).statusCode).toBe(422)
  const taken = await postOrder(shop, orderBody())
  expect(taken.statusCode).toBe(201)
  expect((await postOrder(shop, orderBody())).statusCode).toBe(429)
  await expect.poll(printed).toBe(1)
  expect(await files('ahead')).toHaveLength(await documentsOf(taken.json().order))
})

it('nothing is printed ahead where that is switched off', async () => {
  shop = await openShop({ workers: ['orders', 'assembly'], environment: { PREPRINT: 'off' } })
  const { url, token } = await shop.order()
  const later = await shop.order()
  await shop.buyer.pay(url)
  await shop.until(token, hasRelease)
  expect((await shop.buyer.status(later.token)).state).toBe('awaiting-payment')
  expect([await files('ahead'), await printed()]).toEqual([[], 0])
})

it.skipIf(inject('postgres') === null)(
  'a process that is killed while it prints costs the order nothing',
  async () => {
    shop = await openShop({
      workers: ['orders', 'assembly'],
      environment: { PREPRINT: 'off' },
    })
    const doomed = await startApi()
    const { order, url, token } = await createBuyer(doomed.url).order(orderBody())
    await expect.poll(async () => (await files('ahead')).length, { interval: 2 }).toBeGreaterThan(2)
    doomed.kill()
    await choose(url, 'paid')
    const { release } = await shop.until(token, hasRelease)
    expect(release?.version).toBe(1)
    expect(await files('pages')).toHaveLength(await documentsOf(order))
  },
)

/** How many documents its pack has. */
async function documentsOf(id: string): Promise<number> {
  const order = (await shop.site.orders.byId(id))!
  const { unpaidPress } = await shop.site.printing()
  return (await unpaidPress.compose(order, firstComposition(order))).documents.length
}

/** The API as a process of its own, on the same database and storage. */
async function startApi() {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const script = join(import.meta.dirname, '..', '..', 'api', 'server.ts')
  const own = { PORT: String(port), PUBLIC_URL: url, METRICS_PORT: '0', PREPRINT: 'on' }
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, ...shop.settings, ...own },
    stdio: 'ignore',
  })
  await expect
    .poll(() =>
      fetch(`${url}/healthz`).then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(200)
  return { url, kill: () => child.kill('SIGKILL') }
}

import { afterAll, beforeAll, expect, it } from 'vitest'
import { takenHome as sold } from './calls.ts'
import { type OpsShop, openOpsShop } from './ops-shop.ts'

let ops: OpsShop
beforeAll(async () => {
  ops = await openOpsShop()
})
afterAll(() => ops.shop.close())

const rebuilt = async (order: string) => (await ops.act(order, 'rebuild')).json()

/** With the place at which the storage has its pack. */
async function takenHome() {
  const { blobs } = ops.shop.site
  const bought = await sold(ops.shop)
  const [pack] = await Array.fromAsync(blobs.list(`packs/${bought.order}`))
  return { ...bought, key: pack?.key ?? '' }
}

it('leaves what is whole as it is', async () => {
  const { order } = await takenHome()
  expect((await rebuilt(order)).outcome).toBe('its file is whole')
})

it.each([
  ['lost', async () => {}],
  ['damaged', (key: string) => ops.shop.site.blobs.put(key, Buffer.from('no pack of ours'))],
])('builds a file anew that was %s', async (_, harm) => {
  const { order, key } = await takenHome()
  const { blobs } = ops.shop.site
  const before = await blobs.get(key)
  await blobs.remove(key)
  await harm(key)
  expect((await rebuilt(order)).outcome).toBe('built anew: version 1')
  expect((await blobs.get(key))?.length).toBe(before?.length)
  expect((await rebuilt(order)).outcome).toBe('its file is whole')
})

it('builds one at a time, and has who comes meanwhile try it again', async () => {
  const { blobs } = ops.shop.site
  const sold = [await takenHome(), await takenHome()]
  for (const { key } of sold) await blobs.remove(key)
  const came = await Promise.all(sold.map(({ order }) => ops.act(order, 'rebuild')))
  expect(new Set(came.map(({ statusCode }) => statusCode))).toEqual(new Set([200, 503]))
  for (const { order } of sold) await ops.act(order, 'rebuild')
  for (const { key } of sold) expect(await blobs.has(key)).toBe(true)
})

it('of an order without a pack does not apply', async () => {
  const { order } = await ops.shop.order()
  const answer = await ops.act(order, 'rebuild')
  expect([answer.statusCode, answer.json().detail]).toEqual([
    409,
    `${order} is awaiting-payment and has no version to download, so there is nothing to build anew.`,
  ])
})

import { afterEach, expect, it } from 'vitest'
import { isComplete, openShop, type Shop } from '../shop.ts'

let shop: Shop
afterEach(() => shop.close())

it('a full order is tailored by the 32B model alone', async () => {
  shop = await openShop()
  const { token } = await shop.buy('full')
  const status = await shop.until(token, isComplete)
  expect(status.sections.map(({ source }) => source)).toEqual(Array(11).fill('model'))
  expect(shop.small.stats().calls).toBe(0)
})

it('a full order falls to the 4B model when the 32B model is away', async () => {
  shop = await openShop()
  await shop.large.behave('away')
  const { token } = await shop.buy('full')
  const status = await shop.until(token, isComplete)
  expect(status.release).toMatchObject({ version: 2, degraded: false })
  expect(shop.large.stats().calls).toBe(0)
})

it('a self-serve order never borrows the 32B model', async () => {
  shop = await openShop()
  await shop.small.behave('away')
  const { token } = await shop.buy()
  const status = await shop.until(token, isComplete)
  expect(status.sections.map(({ reason }) => reason)).toEqual(Array(3).fill('unreachable'))
  expect(shop.large.stats().calls).toBe(0)
})

it('an order is delivered with no inference worker polling at all', async () => {
  const environment = { INFERENCE_4B_TIMEOUTS: '1,4,8', INFERENCE_32B_TIMEOUTS: '1,4,8' }
  shop = await openShop({ workers: ['orders', 'assembly'], environment })
  const { token } = await shop.buy('full')
  const status = await shop.until(token, isComplete)
  expect(status.releases.map(({ version }) => version)).toEqual([1])
  for (const { id, source, reason } of status.sections)
    expect([id, source, reason]).toEqual([id, id === 'briefing' ? 'withheld' : 'static', 'timeout'])
})

import { afterEach, expect, it } from 'vitest'
import type { OrderStatus } from '../../pack/status.ts'
import { isComplete, openShop, type Shop } from '../shop.ts'

let shop: Shop
afterEach(() => shop.close())

it('a full order is tailored by the 32B model alone', async () => {
  // Time enough on a busy machine too: what has waited too long goes to the smaller model.
  shop = await openShop({ environment: { INFERENCE_32B_TIMEOUTS: '30,60,120' } })
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
  for (const section of status.sections)
    expect(section).toMatchObject({ source: 'model', writtenBy: '4b', canImprove: false })
  expect(status.sections[0]?.message).toMatch(/Our smaller model wrote it, since the larger one/)
  expect(shop.large.stats().calls).toBe(0)
})

it('what the smaller model wrote for a full order is replaced once the larger one is back', async () => {
  shop = await openShop({ environment: { LATE_UPGRADE_WINDOW: 'PT8S' } })
  await shop.large.behave('away')
  const { order, token } = await shop.buy('full')
  const small = await shop.until(token, ({ release }) => release?.version === 2)
  for (const section of small.sections)
    expect(section).toMatchObject({ source: 'model', writtenBy: '4b', canImprove: true })
  const bought = shop.small.stats().calls
  await shop.large.behave('up')
  const status = await shop.until(token, isComplete)
  expect(status.release).toMatchObject({ version: 3, degraded: false })
  for (const section of status.sections) expect(section).toMatchObject({ writtenBy: '32b' })
  expect(shop.small.stats().calls).toBe(bought)
  const recorded = await shop.site.outcomes.ofOrder(order)
  expect(recorded.filter(({ outcome }) => outcome.source !== 'none').length).toBe(
    recorded.filter(({ round }) => round === 1).length * 2,
  )
})

it('what the smaller model could not write for a full order is left to the larger one, once it is back', async () => {
  shop = await openShop({ environment: { LATE_UPGRADE_WINDOW: 'PT12H' } })
  await shop.large.behave('away')
  await shop.small.behave('not-json')
  const { order, token } = await shop.buy('full')
  const isSettled = ({ sections }: OrderStatus) =>
    sections.every(({ reason }) => reason === 'unreachable')
  const waiting = await shop.until(token, isSettled)
  for (const section of waiting.sections) expect(section).toMatchObject({ canImprove: true })
  await shop.large.behave('up')
  await shop.site.temporal.tryNow(order)
  const status = await shop.until(token, isComplete)
  for (const section of status.sections) expect(section).toMatchObject({ writtenBy: '32b' })
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

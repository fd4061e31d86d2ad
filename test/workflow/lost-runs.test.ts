import { Client, Connection } from '@temporalio/client'
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest'
import { postgresInstallLine } from '../../dev/postgres.ts'
import { createSweep } from '../../orders/upkeep/sweep.ts'
import { isComplete, openShop, type Shop } from '../shop.ts'
import { summariesOf } from './summaries.ts'

let shop: Shop
let connection: Connection
beforeAll(async () => {
  connection = await Connection.connect({ address: inject('temporal') })
})
afterEach(() => shop.close())
afterAll(() => connection.close())

const runOf = (order: string) => new Client({ connection }).workflow.getHandle(`order-${order}`)

/** Waits until so many rounds of the order are settled, each with something still to try. */
async function roundsOver(order: string, count: number): Promise<void> {
  const all = `Round ${count + 1} of tailoring`
  await expect.poll(() => summariesOf(runOf(order))).toContain(all)
}

const sweep = () =>
  createSweep({
    orders: shop.site.orders,
    ensureRunning: shop.site.temporal.ensureRunning,
    observe: shop.site.observe,
  })(new AbortController().signal)

it('an order whose run was terminated is delivered by the run that the sweep starts', async () => {
  shop = await openShop({ workers: ['orders', 'assembly'] })
  const { order, token } = await shop.buy()
  await shop.until(token, ({ release }) => release !== null)
  await runOf(order).terminate('pulled by an operator')
  await sweep()
  await shop.hire(['inference-4b-lora'])
  const status = await shop.until(token, isComplete)
  expect(status.release).toMatchObject({ version: 2, degraded: false })
})

it('a run that is started again asks models anew for what they failed at in the run before', async () => {
  shop = await openShop({ environment: { LATE_UPGRADE_WINDOW: 'PT12H' } })
  await shop.small.behave('500')
  const { order, token } = await shop.buy()
  await roundsOver(order, 1)
  await shop.site.temporal.tryNow(order)
  await roundsOver(order, 2)
  await runOf(order).terminate('pulled by an operator')
  await shop.small.behave('refusing')
  await sweep()
  const { sections } = await shop.until(token, isComplete)
  expect(new Set(sections.map(({ reason }) => reason))).toEqual(new Set(['refused']))
})

it('a run that is started again buys no text twice, and what its rounds bring is told', async () => {
  shop = await openShop({ environment: { LATE_UPGRADE_WINDOW: 'PT12H' } })
  await shop.large.behave('away')
  const { order, token } = await shop.buy('full')
  await roundsOver(order, 1)
  await runOf(order).terminate('pulled by an operator')
  const bought = shop.small.stats().calls
  await sweep()
  await roundsOver(order, 2)
  await shop.large.behave('up')
  await shop.site.temporal.tryNow(order)
  const { sections } = await shop.until(token, isComplete)
  expect(new Set(sections.map(({ writtenBy }) => writtenBy))).toEqual(new Set(['32b']))
  expect(shop.small.stats().calls).toBe(bought)
})

it('the sweep leaves a running order alone', async () => {
  shop = await openShop({ workers: ['orders', 'assembly'] })
  const { order, token } = await shop.buy()
  await shop.until(token, ({ release }) => release !== null)
  const before = (await runOf(order).describe()).runId
  expect(await sweep()).toBe(0)
  expect((await runOf(order).describe()).runId).toBe(before)
})

it('a cancelled run leaves a delivered order that is complete', async () => {
  shop = await openShop({ workers: ['orders', 'assembly'] })
  const { order, token } = await shop.buy()
  await shop.until(token, ({ release }) => release !== null)
  await runOf(order).cancel()
  const status = await shop.until(token, isComplete)
  expect(status.release).toMatchObject({ version: 1 })
  expect(await sweep()).toBe(0)
})

const absent = inject('postgres') === null
const title = 'an order that was paid while Temporal was away is started by the sweep'

it.skipIf(absent)(absent ? `${title} (${postgresInstallLine})` : title, async () => {
  shop = await openShop({ workers: [], environment: { TEMPORAL_ADDRESS: '127.0.0.1:1' } })
  const { token } = await shop.buy()
  await shop.until(token, ({ state }) => state === 'paid')
  const back = await openShop({ environment: { DATABASE_URL: shop.settings.DATABASE_URL ?? '' } })
  const status = await shop.until(token, isComplete)
  await back.close()
  expect(status.release).toMatchObject({ version: 2, degraded: false })
})

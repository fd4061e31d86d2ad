import { Client, Connection } from '@temporalio/client'
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest'
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

/** What Temporal UI shows of the run: where it stands, in Markdown. */
const detailsOf = async (order: string) => {
  const metadata = await runOf(order).query<{ currentDetails?: string }>(
    '__temporal_workflow_metadata',
  )
  return metadata.currentDetails ?? ''
}

/** The order's state, as operators search for it. */
async function stateOf(order: string) {
  const { typedSearchAttributes } = await runOf(order).describe()
  const found = typedSearchAttributes.getAll().find(({ key }) => key.name === 'PackhorseState')
  return found?.value
}

/** An order whose first round has failed, and whose next one is minutes away. */
async function waitingOrder() {
  shop = await openShop({ environment: { LATE_UPGRADE_WINDOW: 'PT12H' } })
  await shop.small.behave('away')
  await shop.large.behave('away')
  const bought = await shop.buy('full')
  const { nextUpdateBy } = await shop.until(bought.token, ({ release }) => release !== null)
  await shop.until(bought.token, (status) => status.nextUpdateBy !== nextUpdateBy)
  return bought
}

it('an operator reads in Temporal what was asked, what came, and when the next round starts', async () => {
  const { order, token } = await waitingOrder()
  const { nextUpdateBy } = await shop.buyer.status(token)
  const details = await detailsOf(order)
  expect(details).toContain(`The next round of tailoring starts at ${nextUpdateBy}`)
  expect(details).toContain('- risk-plan: static (unreachable)')
  expect(details).toContain(
    '- Your risks and 90-day plan: 32b: vllm-32b-1 unreachable; 4b: vllm-4b-1 unreachable',
  )
  const summaries = await summariesOf(runOf(order))
  expect(summaries).toContainEqual(expect.stringMatching(/^Settle round 1: \d+ unreachable$/))
  expect(summaries).toContain('Round 2 of tailoring')
})

it('an order whose payment was taken back ends quietly, and no model is asked for it', async () => {
  const { order } = await waitingOrder()
  await shop.large.behave('up')
  await shop.bank.refund(await shop.intentOf(order))
  await runOf(order).result()
  expect(await shop.site.orders.byId(order)).toMatchObject({ state: 'revoked', attentions: {} })
  // Probes, which are no order's, go on.
  const asked = Object.keys(shop.large.stats().byPart)
  expect(asked.filter((part) => part.startsWith(order))).toEqual([])
  await expect.poll(() => stateOf(order)).toBe('revoked')
})

it('an operator who will not wait has the next round start at once', async () => {
  const { order, token } = await waitingOrder()
  await shop.large.behave('up')
  expect(await shop.site.temporal.tryNow(order)).toBe(true)
  const status = await shop.until(token, isComplete)
  expect(status.release).toMatchObject({ version: 2, degraded: false })
  await runOf(order).result()
  expect(await shop.site.temporal.tryNow(order)).toBe(false)
})

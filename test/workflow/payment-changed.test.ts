import { Client } from '@temporalio/client'
import { beforeAll, expect, it } from 'vitest'
import { breakablePress } from '../../dev/breakable-press.ts'
import { isComplete } from '../shop.ts'
import { openShopAndConnection } from './shop-and-connection.ts'

const open = openShopAndConnection({
  workers: [],
  environment: { LATE_UPGRADE_WINDOW: 'PT12H' },
})

let press: Awaited<ReturnType<typeof breakablePress>>
beforeAll(async () => {
  press = await breakablePress(open.shop.site)
  await open.shop.hire(['orders', 'assembly', 'inference-4b-lora'])
})

const endOf = (order: string) =>
  new Client({ connection: open.connection }).workflow.getHandle(`order-${order}`).result()

/** Its models are away, and its next round is minutes off. */
async function waitingOrder() {
  const { shop } = open
  await shop.small.behave('away')
  const bought = await shop.buy()
  const { nextUpdateBy } = await shop.until(bought.token, ({ release }) => release !== null)
  await shop.until(bought.token, (status) => status.nextUpdateBy !== nextUpdateBy)
  return { ...bought, intent: await shop.intentOf(bought.order) }
}

it('an order whose payment is disputed is tried no more, and keeps what it has', async () => {
  const { shop } = open
  const { order, token, intent } = await waitingOrder()
  await shop.small.behave('up')
  await shop.bank.dispute(intent)
  const status = await shop.until(token, isComplete)
  expect(status.release).toMatchObject({ version: 1, degraded: true })
  await endOf(order)
})

it('an order that comes back after its run has ended gets another one', async () => {
  const { shop } = open
  const { order, token, intent } = await waitingOrder()
  const { id } = await shop.bank.refund(intent)
  await endOf(order)
  await shop.small.behave('up')
  await shop.bank.refundBecomes(id, 'failed')
  const status = await shop.until(token, isComplete)
  expect(status.release).toMatchObject({ degraded: false })
})

it('an order that is parked is waited for no more once its payment went back', async () => {
  const { shop } = open
  press.isBroken = true
  const { order, token } = await shop.buy()
  await shop.until(token, ({ attention }) => attention === 'parked')
  await shop.bank.refund(await shop.intentOf(order))
  await endOf(order)
  expect(await shop.site.orders.byId(order)).toMatchObject({ state: 'revoked', attentions: {} })
})

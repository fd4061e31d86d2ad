import { Client, Connection } from '@temporalio/client'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { breakablePress } from '../../dev/breakable-press.ts'
import { isComplete, openShop, type Shop } from '../shop.ts'

let shop: Shop
let connection: Connection
beforeAll(async () => {
  connection = await Connection.connect({ address: inject('temporal') })
})
afterEach(() => shop.close())
afterAll(() => connection.close())

it('an order that cannot be built is parked, and delivered once an operator has mended it', async () => {
  shop = await openShop()
  const { order, token, url } = await shop.order()
  const stored = await shop.site.orders.byId(order)
  await shop.alter(order, { answers: { from: 'another age' } })
  await shop.buyer.pay(url)
  const parked = await shop.until(token, ({ attention }) => attention === 'parked')
  expect(parked).toMatchObject({ state: 'paid', release: null })

  await shop.alter(order, { answers: stored?.answers })
  expect(await shop.site.temporal.resume(order)).toBe(true)
  const status = await shop.until(token, isComplete)
  expect(status).toMatchObject({ attention: null, release: { version: 2, degraded: false } })
})

describe('an order that is parked with a first release', () => {
  /** A shop whose press can break; the order waits for a person with what it has. */
  async function parkedOrder() {
    shop = await openShop({ workers: [] })
    const press = await breakablePress(shop.site)
    await shop.hire(['orders', 'assembly'])
    const bought = await shop.buy()
    await shop.until(bought.token, ({ release }) => release !== null)
    press.isBroken = true
    await shop.hire(['inference-4b-lora'])
    await shop.until(bought.token, ({ attention }) => attention === 'parked')
    return { ...bought, press }
  }

  /** What Temporal says that a person has to look at. */
  async function attentionOf(order: string) {
    const run = new Client({ connection }).workflow.getHandle(`order-${order}`)
    const { typedSearchAttributes } = await run.describe()
    const found = typedSearchAttributes
      .getAll()
      .find(({ key }) => key.name === 'PackhorseAttention')
    return found?.value ?? null
  }

  it('goes on when an operator resumes it', async () => {
    const { order, token, press } = await parkedOrder()
    await expect.poll(() => attentionOf(order)).toBe('parked')
    press.isBroken = false
    await shop.site.temporal.resume(order)
    const status = await shop.until(token, isComplete)
    expect(status).toMatchObject({ attention: null, release: { version: 2, degraded: false } })
    await expect.poll(() => attentionOf(order)).toBe(null)
  })

  it('is closed with what it has when an operator cancels it, and nothing stays parked', async () => {
    const { order, token } = await parkedOrder()
    await shop.site.temporal.cancel(order)
    const status = await shop.until(token, isComplete)
    expect(status).toMatchObject({ attention: null, release: { version: 1 } })
    await expect.poll(() => attentionOf(order)).toBe(null)
  })
})

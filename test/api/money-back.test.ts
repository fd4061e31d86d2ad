import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OrderState } from '../../pack/order.ts'
import { openShop, type Shop } from '../shop.ts'
import { download } from './calls.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ workers: [] })
})
afterAll(() => shop.close())

async function paid() {
  const bought = await shop.buy()
  return { ...bought, intent: await shop.intentOf(bought.order) }
}

const becomes = (token: string, state: OrderState) =>
  shop.until(token, (now) => now.state === state)

describe('an order', () => {
  it('whose payment is refunded is gone, and back when the refund fails', async () => {
    const { token, intent } = await paid()
    const { id } = await shop.bank.refund(intent)
    await becomes(token, 'revoked')
    expect((await download(shop, token)).statusCode).toBe(410)
    await shop.bank.refundBecomes(id, 'failed')
    await becomes(token, 'paid')
  })

  it('that is refunded in two parts is gone with the second', async () => {
    const { order, token, intent } = await paid()
    await shop.bank.refund(intent, 900)
    await expect
      .poll(async () => (await shop.site.orders.byId(order))?.payment?.refunds)
      .toHaveLength(1)
    expect((await shop.buyer.status(token)).state).toBe('paid')
    await shop.bank.refund(intent)
    await becomes(token, 'revoked')
  })

  it('that is disputed stays, is gone when that is lost, and back when the appeal is won', async () => {
    const { order, token, intent } = await paid()
    const { id } = await shop.bank.dispute(intent)
    await expect
      .poll(async () => (await shop.site.orders.byId(order))?.attentions.payment)
      .toMatch(`Dispute ${id} (product_not_received)`)
    expect((await shop.buyer.status(token)).state).toBe('paid')
    await shop.bank.disputeBecomes(id, 'lost')
    await becomes(token, 'revoked')
    await shop.bank.disputeBecomes(id, 'won')
    await becomes(token, 'paid')
    expect((await shop.site.orders.byId(order))?.attentions).toEqual({})
  })

  it('of which a bank warns early stays, and asks for a person until the warning is over', async () => {
    const { order, intent } = await paid()
    const attention = async () => (await shop.site.orders.byId(order))?.attentions.payment
    const { id } = await shop.bank.warn(intent)
    await expect.poll(attention).toMatch(`Early fraud warning ${id}`)
    await shop.bank.warningEnds(id)
    await expect.poll(attention).toBeUndefined()
  })
})

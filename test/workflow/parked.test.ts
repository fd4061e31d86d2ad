import { Client, Connection } from '@temporalio/client'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { isComplete, openShop, type Shop } from '../shop.ts'

let shop: Shop
let connection: Connection
beforeAll(async () => {
  connection = await Connection.connect({ address: inject('temporal') })
  shop = await openShop()
})
afterAll(async () => {
  await shop.close()
  await connection.close()
})

const setAnswers = (id: string, answers: unknown) =>
  shop.site.database.db
    .updateTable('orders')
    .set({ answers: JSON.stringify(answers) })
    .where('id', '=', id)
    .execute()

it('an order that cannot be built is parked, and delivered once an operator has mended it', async () => {
  const { order, token, url } = await shop.order()
  const stored = await shop.site.orders.byId(order)
  await setAnswers(order, { from: 'another age' })
  await shop.buyer.pay(url)
  const parked = await shop.until(token, ({ attention }) => attention === 'parked')
  expect(parked).toMatchObject({ state: 'paid', release: null })

  await setAnswers(order, stored?.answers)
  await new Client({ connection }).workflow.getHandle(`order-${order}`).signal('resume')
  const status = await shop.until(token, isComplete)
  expect(status).toMatchObject({ attention: null, release: { version: 2, degraded: false } })
})

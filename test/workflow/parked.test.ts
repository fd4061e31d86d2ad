import { Client } from '@temporalio/client'
import { expect, it } from 'vitest'
import { isComplete } from '../shop.ts'
import { openShopAndConnection } from './shop-and-connection.ts'

const open = openShopAndConnection()

const setAnswers = (id: string, answers: unknown) =>
  open.shop.site.database.db
    .updateTable('orders')
    .set({ answers: JSON.stringify(answers) })
    .where('id', '=', id)
    .execute()

it('an order that cannot be built is parked, and delivered once an operator has mended it', async () => {
  const { order, token, url } = await open.shop.order()
  const stored = await open.shop.site.orders.byId(order)
  await setAnswers(order, { from: 'another age' })
  await open.shop.buyer.pay(url)
  const parked = await open.shop.until(token, ({ attention }) => attention === 'parked')
  expect(parked).toMatchObject({ state: 'paid', release: null })

  await setAnswers(order, stored?.answers)
  await new Client({ connection: open.connection }).workflow
    .getHandle(`order-${order}`)
    .signal('resume')
  const status = await open.shop.until(token, isComplete)
  expect(status).toMatchObject({ attention: null, release: { version: 2, degraded: false } })
})

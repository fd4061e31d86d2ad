import { afterAll, expect, it } from 'vitest'
import { html, openErasures, pathOf } from './erasure-shop.ts'

const { server, shop, stateOf, delivered, close } = await openErasures()
afterAll(close)

const post = (token: string, confirm: string) =>
  shop.app.inject({ method: 'POST', url: pathOf(token), headers: html, payload: { confirm } })

it('an order whose payment is disputed is erased by itself once that is decided', async () => {
  const { order, token } = await delivered()
  const { id } = await shop.bank.dispute(await shop.intentOf(order))
  const disputes = async () => (await shop.site.orders.byId(order))?.payment?.disputes[0]?.status
  await expect.poll(disputes).toBe('needs_response')
  const form = await shop.app.inject({ url: pathOf(token), headers: html })
  expect(form.body).toContain('erased by itself once the dispute is decided')
  expect((await post(token, 'erase')).statusCode).toBe(303)
  const letter = () => server.received.find(({ raw }) => raw.includes(`<${order}.erased.1@`))
  await expect.poll(() => letter()?.raw).toContain('as soon as that is')
  expect(await stateOf(order)).not.toBe('erased')
  await shop.bank.disputeBecomes(id, 'won')
  await expect.poll(disputes).toBe('won')
  const { db } = shop.site.database
  const due = { due_at: new Date(0).toISOString() }
  await db.updateTable('erasure_requests').set(due).where('order_id', '=', order).execute()
  await expect.poll(() => stateOf(order)).toBe('erased')
})

it('an order that a dispute comes for meanwhile waits until it is decided', async () => {
  const { order, token } = await delivered()
  const intent = await shop.intentOf(order)
  server.behaviour.recipient = () => ({ code: 450, says: 'later' })
  await post(token, 'erase')
  const { id } = await shop.bank.dispute(intent)
  const disputes = async () => (await shop.site.orders.byId(order))?.payment?.disputes[0]?.status
  await expect.poll(disputes).toBe('needs_response')
  const { db } = shop.site.database
  const due = { asked_at: new Date(0).toISOString(), due_at: new Date(0).toISOString() }
  const request = db.updateTable('erasure_requests').set(due).where('order_id', '=', order)
  await request.execute()
  const row = db.selectFrom('erasure_requests').select('due_at').where('order_id', '=', order)
  const isTaken = async () => Date.parse((await row.executeTakeFirst())!.due_at) > Date.now()
  await expect.poll(isTaken).toBe(true)
  expect(await stateOf(order)).not.toBe('erased')
  const page = await shop.app.inject({ url: pathOf(token), headers: html })
  expect(page.body).toContain('Its payment is disputed')
  expect(page.body).not.toContain('in an hour at the latest')
  await shop.bank.disputeBecomes(id, 'won')
  await expect.poll(disputes).toBe('won')
  await request.execute()
  await expect.poll(() => stateOf(order)).toBe('erased')
})

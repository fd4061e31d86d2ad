import { afterAll, beforeAll, expect, it } from 'vitest'
import { openShop, type Shop } from '../shop.ts'
import { deliver, eventOf, orderBody, orderForm, postForm, postOrder } from './calls.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ workers: [], environment: { STRIPE_API_BASE: 'http://127.0.0.1:1' } })
})
afterAll(() => shop.close())

it('an order is 503 and says that nothing was charged', async () => {
  const answer = await postOrder(shop, orderBody())
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '30'])
  expect(answer.headers['content-type']).toContain('application/problem+json')
  expect(answer.json().detail).toContain('nothing was charged')
})

it('a form is answered by a page that says so', async () => {
  const answer = await postForm(shop, orderForm())
  expect(answer.statusCode).toBe(503)
  expect(answer.headers['content-type']).toContain('text/html')
  expect(answer.body).toContain('nothing was charged')
})

it('no order is more than awaiting its payment', async () => {
  await postOrder(shop, orderBody())
  const rows = await shop.site.database.db.selectFrom('orders').selectAll().execute()
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows) expect(row).toMatchObject({ state: 'awaiting-payment', session_id: null })
})

it('wrong answers are 422 as ever', async () => {
  expect((await postOrder(shop, orderBody({ answers: {} }))).statusCode).toBe(422)
})

it('a made-up session is 404, without a question to Stripe', async () => {
  const answer = await shop.app.inject({ url: '/checkout/done?session_id=cs_test_1' })
  expect([answer.statusCode, answer.json().title]).toEqual([404, 'We do not know this payment'])
})

it('whoever comes back from Stripe sees the order’s page, which waits for the webhook', async () => {
  await postOrder(shop, orderBody())
  const { orders, database } = shop.site
  const { id } = await database.db.selectFrom('orders').select('id').executeTakeFirstOrThrow()
  await orders.setSession(id, 'cs_test_2', 'https://stripe.example/cs_test_2')
  const answer = await shop.app.inject({ url: '/checkout/done?session_id=cs_test_2' })
  expect(answer.statusCode).toBe(303)
  const page = await shop.app.inject({ url: answer.headers.location ?? '' })
  expect(page.json()).toMatchObject({ order: id, state: 'awaiting-payment' })
})

it('a webhook is stored, and tried again later', async () => {
  const event = eventOf('cs_test_1')
  expect((await deliver(shop, JSON.stringify(event))).statusCode).toBe(200)
  const { db } = shop.site.database
  const stored = () =>
    db.selectFrom('inbox').selectAll().where('event_id', '=', event.id).executeTakeFirstOrThrow()
  await expect.poll(async () => (await stored()).last_error).toContain('StripeUnavailable')
  expect((await stored()).done_at).toBeNull()
})

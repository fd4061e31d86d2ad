import { Client, Connection } from '@temporalio/client'
import Stripe from 'stripe'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { isComplete, openShop, type Shop, webhookSecret } from '../shop.ts'

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

const runsOf = async (order: string) => {
  const runs = []
  const { workflow } = new Client({ connection })
  for await (const run of workflow.list({ query: `WorkflowId = 'order-${order}'` })) runs.push(run)
  return runs
}

const sessionOf = async (order: string) => (await shop.site.orders.byId(order))?.sessionId ?? ''

const deliver = (sessionId: string, eventId: string) => {
  const object = { id: sessionId, object: 'checkout.session' }
  const event = {
    id: eventId,
    object: 'event',
    type: 'checkout.session.completed',
    created: 1,
    data: { object },
  }
  const payload = JSON.stringify(event)
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret: webhookSecret })
  return shop.app.inject({
    method: 'POST',
    url: '/webhooks/stripe',
    headers: { 'stripe-signature': signature, 'content-type': 'application/json' },
    payload,
  })
}

it('the same webhook fifty times at once is one run', async () => {
  const { order, token, url } = await shop.order()
  await shop.buyer.pay(url)
  const session = await sessionOf(order)
  const answers = await Promise.all(Array.from({ length: 50 }, () => deliver(session, 'evt_fifty')))
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]))
  const { releases } = await shop.until(token, isComplete)
  expect(await runsOf(order)).toHaveLength(1)
  expect(releases).toHaveLength(2)
})

it('fifty different events and fifty landings for one session are one run', async () => {
  const { order, token, url } = await shop.order()
  await shop.buyer.pay(url)
  const session = await sessionOf(order)
  const land = () => shop.app.inject({ url: `/checkout/done?session_id=${session}` })
  const landings = Array.from({ length: 50 }, land)
  const events = Array.from({ length: 50 }, (_, n) => deliver(session, `evt_race_${n}`))
  const answers = await Promise.all([...landings, ...events])
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200, 303]))
  await shop.until(token, isComplete)
  expect(await runsOf(order)).toHaveLength(1)
})

import { Client } from '@temporalio/client'
import Stripe from 'stripe'
import { expect, it } from 'vitest'
import { isComplete, webhookSecret } from '../shop.ts'
import { openShopAndConnection } from './shop-and-connection.ts'

const open = openShopAndConnection()

const runsOf = async (order: string) => {
  const runs = []
  const { workflow } = new Client({ connection: open.connection })
  for await (const run of workflow.list({ query: `WorkflowId = 'order-${order}'` })) runs.push(run)
  return runs
}

const sessionOf = async (order: string) =>
  (await open.shop.site.orders.byId(order))?.sessionId ?? ''

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
  return open.shop.app.inject({
    method: 'POST',
    url: '/webhooks/stripe',
    headers: { 'stripe-signature': signature, 'content-type': 'application/json' },
    payload,
  })
}

it('the same webhook fifty times at once is one run', async () => {
  const { order, token, url } = await open.shop.order()
  await open.shop.buyer.pay(url)
  const session = await sessionOf(order)
  const answers = await Promise.all(Array.from({ length: 50 }, () => deliver(session, 'evt_fifty')))
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]))
  const { releases } = await open.shop.until(token, isComplete)
  expect(await runsOf(order)).toHaveLength(1)
  expect(releases).toHaveLength(2)
})

it('fifty different events and fifty landings for one session are one run', async () => {
  const { order, token, url } = await open.shop.order()
  await open.shop.buyer.pay(url)
  const session = await sessionOf(order)
  const land = () => open.shop.app.inject({ url: `/checkout/done?session_id=${session}` })
  const landings = Array.from({ length: 50 }, land)
  const events = Array.from({ length: 50 }, (_, n) => deliver(session, `evt_race_${n}`))
  const answers = await Promise.all([...landings, ...events])
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200, 303]))
  await open.shop.until(token, isComplete)
  expect(await runsOf(order)).toHaveLength(1)
})

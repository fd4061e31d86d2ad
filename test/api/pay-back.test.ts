import { afterAll, beforeAll, expect, it } from 'vitest'
import { openShop, type Shop } from '../shop.ts'
import { soon } from '../soon.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ workers: [], environment: { REFUND_LIMIT: '50' } })
})
afterAll(() => shop.close())

/** An order that ended without what only a model can write. */
async function owing(
  refundOwed: number,
  before: (intent: string) => Promise<unknown> = async () => {},
) {
  const { order, token } = await shop.buy('full')
  const intent = await shop.intentOf(order)
  await before(intent)
  const { orders } = shop.site
  await orders.advance(order, { from: ['paid'], to: 'improving' })
  await orders.advance(order, { from: ['improving'], to: 'complete', refundOwed })
  return { order, token, intent }
}

const requestOf = (order: string) =>
  shop.site.database.db
    .selectFrom('refund_requests')
    .selectAll()
    .where('order_id', '=', order)
    .executeTakeFirst()

const ended = async (order: string) => {
  await expect
    .poll(async () => {
      const request = await requestOf(order)
      return Boolean(request?.done_at ?? request?.stopped)
    }, soon)
    .toBe(true)
  return (await requestOf(order))!
}

const refundsOf = async (intent: string) =>
  (await shop.bank.refundsOf(intent)).map(({ amount }) => amount)

it('what is owed goes back by itself, once, and the pack stays', async () => {
  const { order, token, intent } = await owing(2_000)
  expect((await ended(order)).refund_id).toMatch(/^re_/)
  expect(await refundsOf(intent)).toEqual([2_000])
  await expect
    .poll(async () => (await shop.site.orders.byId(order))?.payment?.refunds)
    .toMatchObject([{ amount: 2_000, purpose: 'shortfall' }])
  expect((await shop.buyer.status(token)).state).toBe('complete')
})

it('a refund that Stripe made and answered with a fault is found again, not made twice', async () => {
  await shop.bank.fail(1)
  const { order, intent } = await owing(1_000)
  expect((await ended(order)).refund_id).toMatch(/^re_/)
  expect(await refundsOf(intent)).toEqual([1_000])
})

it('no more goes back than is left of the payment', async () => {
  const { order, intent } = await owing(4_000, (intent) => shop.bank.refund(intent, 48_000))
  await ended(order)
  expect(await refundsOf(intent)).toEqual([1_000, 48_000])
})

it('what was given back by hand before goes back no second time', async () => {
  const { order, intent } = await owing(3_000, (intent) => shop.bank.refund(intent, 3_000))
  expect((await ended(order)).refund_id).toMatch(/^re_/)
  expect(await refundsOf(intent)).toEqual([3_000])
})

it('more than the limit waits for a person', async () => {
  const { order, intent } = await owing(6_000)
  expect((await ended(order)).stopped).toBe(
    'A refund of 60.00 EUR is above the 50.00 EUR that go by themselves; approve it with npm run order -- refund.',
  )
  expect((await shop.site.orders.byId(order))?.attentions.refund).toMatch('60.00')
  expect(await refundsOf(intent)).toEqual([])
})

it('nothing goes back while the payment is disputed', async () => {
  const { order, intent } = await owing(2_000, (intent) => shop.bank.dispute(intent))
  await expect.poll(async () => (await requestOf(order))?.last_error).toMatch('contested')
  expect(await refundsOf(intent)).toEqual([])
})

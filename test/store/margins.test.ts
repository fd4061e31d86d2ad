import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { disputeStatuses } from '../../dev/fake-stripe/dispute.ts'
import { refundStatuses } from '../../dev/fake-stripe/refund.ts'
import { buffer, type Money, marginOf, percentTaken, type Sold } from '../../pack/costs.ts'
import type { Payment } from '../../pack/payment.ts'
import { createPaymentStore } from '../../store/money/payments.ts'
import { createOrderStore } from '../../store/orders/orders.ts'
import { costsAt, moneyOfOrder } from '../../store/policy/costs.ts'
import { describeOnBoth } from '../databases.ts'
import { newDispute, newPayment, newRefund } from '../payments.ts'
import { newOrder } from './new-order.ts'

const days = 4
const eurosPerHour = 37
const cents = (max: number) => fc.integer({ min: 1, max })

/** What was sold, how it was paid, and how long people read its texts. */
const anyOrder = fc.record({
  order: fc.record({
    tier: fc.constantFrom('self-serve' as const, 'full' as const),
    pack: fc.constantFrom('gdpr', 'ai-act'),
    currency: fc.constantFrom('eur' as const, 'gbp' as const),
    amount: cents(50_000),
  }),
  daysAgo: fc.nat({ max: days - 1 }),
  /** With tax, or accepted though it is less; in the currency of the payment. */
  amountPaid: cents(60_000),
  received: cents(60_000),
  currency: fc.constantFrom('eur', 'gbp', 'usd'),
  refunds: fc.array(
    fc.record({ amount: cents(30_000), status: fc.constantFrom(...refundStatuses) }),
    {
      maxLength: 2,
    },
  ),
  disputes: fc.array(
    fc.record({ amount: cents(30_000), status: fc.constantFrom(...disputeStatuses) }),
    { maxLength: 2 },
  ),
  fees: fc.option(
    fc.record({ payment: fc.option(cents(2_000)), disputes: fc.nat({ max: 4_000 }) }),
    { nil: undefined },
  ),
  readings: fc.array(
    fc.nat({ max: 40_000 }).map((tenths) => tenths / 10),
    { maxLength: 2 },
  ),
})

type Case = typeof anyOrder extends fc.Arbitrary<infer T> ? T : never

describeOnBoth('what is left of the prices', (database) => {
  async function sell(sold: Case): Promise<string> {
    const { order, daysAgo, amountPaid, readings } = sold
    const { id } = await createOrderStore(database()).create(newOrder(order))
    const payments = createPaymentStore(database().db)
    await payments.settlePayment(id, await payments.beginLook(id), {
      ...{ sessionId: `cs_${id}`, payment: paymentOf(sold), amountPaid },
      paidAt: new Date(Date.now() - daysAgo * 86_400_000).toISOString(),
      ...{ isTakenBack: false, attention: null },
    })
    for (const seconds of readings)
      await database()
        .db.insertInto('reviews')
        .values({
          ...{ order_id: id, artefact: 'notice-section', part: '', revision: 1, round: 1 },
          ...{ cause: 'judge', asked_at: new Date().toISOString(), verdict: 'approved', seconds },
          ...{ by_whom: 'eve', before: null, note: null },
        })
        .execute()
    return id
  }

  const costs = () => costsAt(database().db, days, eurosPerHour)

  it('adds up to the cent and the millionth, by order, tier, pack, day and all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyOrder, { maxLength: 6 }), async (cases) => {
        await sql`truncate orders, rollups cascade`.execute(database().db)
        const each: Money[] = []
        for (const sold of cases) {
          const money = (await moneyOfOrder(database().db, await sell(sold), eurosPerHour))!
          expect(money).toMatchObject(byHand(sold))
          expect(money).toMatchObject({
            marginMicros: marginOf(money),
            percent: percentTaken(money),
          })
          each.push(money)
        }
        const { margins, marginTotals, marginsByPack, marginsByDay, overBuffer } = await costs()
        for (const rows of [marginTotals, margins, marginsByPack, marginsByDay])
          expectSums(rows, each)
        expect(overBuffer.map(percentTaken).every((percent) => percent > buffer.most)).toBe(true)
        const over = each.filter((one) => percentTaken(one) > buffer.most)
        expect(overBuffer).toHaveLength(over.length)
      }),
      { numRuns: 20 },
    )
  })

  it('counts a day as one of UTC, and leaves out what is older', async () => {
    await sql`truncate orders, rollups cascade`.execute(database().db)
    const [sold] = fc.sample(anyOrder, 1)
    const id = await sell({ ...sold!, daysAgo: 0 })
    const midnight = `${new Date(Date.now() - (days - 1) * 86_400_000).toISOString().slice(0, 10)}T00:00:00.000Z`
    const paidAt = (time: string) =>
      database().db.updateTable('orders').set({ paid_at: time }).where('id', '=', id).execute()
    await paidAt(midnight)
    expect((await costs()).marginsByDay).toMatchObject([{ name: midnight.slice(0, 10), orders: 1 }])
    await paidAt(new Date(Date.parse(midnight) - 1).toISOString())
    expect((await costs()).marginTotals).toEqual([])
  })
})

function paymentOf({ refunds, disputes, received, currency, fees }: Case): Payment {
  return newPayment({
    ...{ amountReceived: received, currency, fees },
    refunds: refunds.map((one, at) => newRefund({ ...one, id: `re_${at}` })),
    disputes: disputes.map((one, at) => newDispute({ ...one, id: `du_${at}` })),
  })
}

/** The same by exact fractions, rounded at the half. */
function byHand(sold: Case) {
  const { order, amountPaid, received, currency, refunds, disputes, fees, readings } = sold
  const price = Math.min(order.amount, amountPaid)
  const times = (amount: number, by: number) =>
    Number((2n * BigInt(amount) * BigInt(by) + BigInt(received)) / (2n * BigInt(received)))
  const into = (fee: number) => (currency === order.currency ? fee : times(fee, amountPaid))
  const sum = (all: readonly { amount: number; status: string }[], ...of: readonly string[]) =>
    all.filter(({ status }) => of.includes(status)).reduce((all, { amount }) => all + amount, 0)
  const known = fees?.payment ?? null
  const standing = ['pending', 'requires_action', 'succeeded']
  const open = ['needs_response', 'under_review', 'appeal_needs_response', 'appeal_under_review']
  return {
    price,
    fee: known === null ? null : into(known),
    refunded: times(sum(refunds, ...standing), price),
    disputeLost: times(sum(disputes, 'lost'), price),
    contested: times(sum(disputes, ...open), price),
    disputeFees: into(fees?.disputes ?? 0),
    inferenceMicros: 0,
    reviewMicros: readings.reduce((sum, seconds) => sum + readingMicros(seconds), 0),
  }
}

/** Half an hour at most. */
const readingMicros = (seconds: number) =>
  Math.round((Math.min(seconds, 1_800) * 10 * eurosPerHour * 100_000) / 3_600)

function expectSums(rows: readonly Sold[], each: readonly Money[]): void {
  for (const currency of ['eur', 'gbp'] as const) {
    const mine = rows.filter((row) => row.currency === currency)
    const those = each.filter((row) => row.currency === currency)
    for (const part of parts) expect(sumOf(mine, part)).toBe(sumOf(those, part))
    const orders = mine.reduce((sum, row) => sum + row.orders, 0)
    const unknown = mine.reduce((sum, row) => sum + row.feesUnknown, 0)
    expect([orders, unknown]).toEqual([
      those.length,
      those.filter(({ fee }) => fee === null).length,
    ])
    const left = mine.reduce((sum, row) => sum + row.marginMicros, 0)
    expect(left).toBe(those.reduce((sum, row) => sum + marginOf(row), 0))
  }
}

const parts = [
  'price',
  'fee',
  'refunded',
  'disputeLost',
  'disputeFees',
  'contested',
  'inferenceMicros',
  'reviewMicros',
] as const

const sumOf = (rows: readonly Money[], part: (typeof parts)[number]) =>
  rows.reduce((sum, row) => sum + (row[part] ?? 0), 0)

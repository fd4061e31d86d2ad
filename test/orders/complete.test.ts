import { expect, it } from 'vitest'
import { createComplete } from '../../orders/complete.ts'
import { sectionPlans } from '../../pack/catalogue.ts'
import type { Tier } from '../../pack/order.ts'
import type { Outcome } from '../../pack/outcome.ts'
import { refundFor } from '../../pack/price.ts'
import { createOrderStore } from '../../store/orders.ts'
import { createOutcomeStore } from '../../store/outcomes.ts'
import { describeOnBoth } from '../databases.ts'
import { mainFirm } from '../packs/firms.ts'
import { newOrder } from '../store/new-order.ts'

const written: Outcome = {
  source: 'model',
  content: {},
  model: 'm',
  tier: '32b',
  promptVersion: '1',
  generatedAt: '2026-11-21T10:05:00.000Z',
  freshUntil: null,
}

describeOnBoth('an order that is complete', (database) => {
  const orders = () => createOrderStore(database().db)
  const outcomes = () => createOutcomeStore(database().db)

  /** Paid 588.01 in all; every section is written but those named. */
  async function completed(tier: Tier, missing: readonly string[]) {
    const order = await orders().create(newOrder({ tier, answers: mainFirm.answers }))
    const payment = { paidAt: order.frozenAt, amountPaid: 58_801 }
    await orders().advance(order.id, 'paid', payment)
    await orders().advance(order.id, 'improving')
    for (const { id, parts } of sectionPlans(order))
      for (const part of missing.includes(id) ? [] : parts)
        await outcomes().record({ order: order.id, artefact: id, part, round: 1 }, written)
    const owed: unknown[] = []
    const complete = createComplete({
      orders: orders(),
      outcomes: outcomes(),
      observe: {
        reached: () => {},
        owed: (_, refund, withheld) => owed.push([refund, withheld]),
      },
    })
    await complete(order.id)
    await complete(order.id)
    return { owed, stored: await orders().byId(order.id) }
  }

  it('owes a fifth of what was paid when the briefing never came, and says so once', async () => {
    const { owed, stored } = await completed('full', ['briefing'])
    expect(stored).toMatchObject({ state: 'complete', refundOwed: 11_761 })
    expect(owed).toEqual([[11_761, ['briefing']]])
  })

  it('owes nothing when every section came', async () => {
    const { owed, stored } = await completed('full', [])
    expect([stored?.state, stored?.refundOwed, owed]).toEqual(['complete', null, []])
  })

  it('owes nothing for standard text', async () => {
    const { stored } = await completed('self-serve', ['risk-plan', 'notice-section'])
    expect([stored?.state, stored?.refundOwed]).toEqual(['complete', null])
  })
})

it.each([
  [0, 0],
  [1, 1],
  [7_900, 1_580],
  [9_401, 1_881],
])('of %i paid, %i is owed back', (paid, refund) => {
  expect(refundFor(paid)).toBe(refund)
})

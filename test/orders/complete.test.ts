import { expect, it } from 'vitest'
import { sectionPlans } from '../../catalogue/catalogue.ts'
import { sectionsOf } from '../../orders/release/sections.ts'
import { createComplete } from '../../orders/run/complete.ts'
import type { Tier } from '../../pack/order.ts'
import type { Outcome } from '../../pack/outcome.ts'
import { shareOf } from '../../pack/price.ts'
import { composeRelease } from '../../pack/release.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import { createPaymentStore } from '../../store/money/payments.ts'
import { createOrderStore } from '../../store/orders/orders.ts'
import { createReleaseStore } from '../../store/orders/releases.ts'
import { describeOnBoth } from '../databases.ts'
import { mainFirm } from '../packs/firms.ts'
import { newOrder } from '../store/new-order.ts'
import { takeBack } from '../store/taken-back.ts'
import { textBy } from './text-by.ts'

const written = textBy('32b')
const bySmaller = textBy('4b')

describeOnBoth('an order that is complete', (database) => {
  const orders = () => createOrderStore(database())
  const releases = () => createReleaseStore(database())

  /** Paid 588.01 in all; its newest release has every section written but those named. */
  async function delivered(
    tier: Tier,
    missing: readonly string[],
    amountPaid = 58_801,
    outcome: Outcome = written,
  ) {
    const order = await orders().create(newOrder({ tier, answers: mainFirm.answers }))
    await orders().advance(order.id, {
      from: ['awaiting-payment'],
      to: 'paid',
      paidAt: order.frozenAt,
      amountPaid,
    })
    await orders().advance(order.id, { from: ['paid'], to: 'improving' })
    const recorded = sectionPlans(order)
      .filter(({ id }) => !missing.includes(id))
      .flatMap(({ id, parts }) =>
        parts.map((part) => ({ order: order.id, artefact: id, part, round: 1, outcome })),
      )
    const release = composeRelease(1, order, sectionsOf(order, recorded))
    await releases().plan(order.id, release)
    await releases().publish(order.id, 1, { sha256: order.id, bytes: 1, manifestSha256: 'cc' })
    return order
  }

  /** Twice, as when the first answer is lost. */
  async function close({ id }: StoredOrder, smallerModelRefund = 0) {
    const owed: unknown[] = []
    const complete = createComplete({
      orders: orders(),
      releases: releases(),
      smallerModelRefund,
      observe: {
        reached: () => {},
        owed: (_, refund, withheld) => owed.push([refund, withheld]),
      },
    })
    await complete(id)
    await complete(id)
    return { owed, stored: await orders().byId(id) }
  }

  const completed = async (...firm: Parameters<typeof delivered>) => close(await delivered(...firm))

  it('owes a share of what was paid, as set, for what the smaller model wrote to the end', async () => {
    const kept = await delivered('full', [], 58_801, bySmaller)
    const { owed, stored } = await close(kept, 10)
    expect(stored).toMatchObject({ state: 'complete', refundOwed: 5_881 })
    expect(owed).toEqual([[5_881, sectionPlans(kept).map(({ id }) => id)]])
    const { stored: asSold } = await close(await delivered('full', [], 58_801, bySmaller))
    expect(asSold?.refundOwed).toBe(null)
    const small = await delivered('self-serve', [], 9_401, bySmaller)
    expect((await close(small, 10)).stored?.refundOwed).toBe(null)
  })

  it('owes a fifth of what was paid when the briefing never came, and says so once', async () => {
    const { owed, stored } = await completed('full', ['briefing'])
    expect(stored).toMatchObject({ state: 'complete', refundOwed: 11_761 })
    expect(owed).toEqual([[11_761, ['briefing']]])
  })

  it('owes nothing when every section came', async () => {
    const { owed, stored } = await completed('full', [])
    expect([stored?.state, stored?.refundOwed, owed]).toEqual(['complete', null, []])
  })

  it('owes nothing where nothing was paid', async () => {
    const { owed, stored } = await completed('full', ['briefing'], 0)
    expect([stored?.state, stored?.refundOwed, owed]).toEqual(['complete', null, []])
  })

  it('stays revoked and owes nothing when the money was taken back', async () => {
    const order = await delivered('full', ['briefing'])
    await takeBack(createPaymentStore(database().db), order.id)
    const { owed, stored } = await close(order)
    expect([stored?.state, stored?.refundOwed, owed]).toEqual(['revoked', null, []])
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
  expect(shareOf(paid, 20)).toBe(refund)
})

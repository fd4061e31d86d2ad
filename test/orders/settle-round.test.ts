import { expect, it } from 'vitest'
import { sectionPlans } from '../../catalogue/catalogue.ts'
import { sectionsOf } from '../../orders/release/sections.ts'
import { createSettleRound, type Miss } from '../../orders/run/settle-round.ts'
import type { Tier } from '../../pack/order.ts'
import type { Written } from '../../pack/outcome.ts'
import type { Reason } from '../../pack/reason.ts'
import { type Composition, composeRelease } from '../../pack/release.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import { createLooks } from '../../store/calls/looks.ts'
import { createOutcomeStore } from '../../store/calls/outcomes.ts'
import { createReviews } from '../../store/calls/reviews.ts'
import { createPaymentStore } from '../../store/money/payments.ts'
import { createOrderStore } from '../../store/orders/orders.ts'
import { describeOnBoth } from '../databases.ts'
import { mainFirm } from '../packs/firms.ts'
import { newOrder } from '../store/new-order.ts'
import { takeBack } from '../store/taken-back.ts'
import { textBy } from './text-by.ts'

const nextAt = '2026-11-21T10:30:00.000Z'

describeOnBoth('a round that is settled', (database) => {
  const orders = () => createOrderStore(database())
  const outcomes = () => createOutcomeStore(database())

  /** Its newest release is the standard one. */
  async function deliveredOrder(tier: Tier = 'self-serve') {
    const order = await orders().create(newOrder({ tier, answers: mainFirm.answers }))
    await orders().advance(order.id, { from: [order.state], to: 'paid', paidAt: order.frozenAt })
    const release = composeRelease(1, order, sectionsOf(order, []))
    return { order, release }
  }

  function settle(order: StoredOrder, release: Composition, misses: readonly Miss[], round = 1) {
    const settleRound = createSettleRound({
      orders: orders(),
      outcomes: outcomes(),
      looks: createLooks(database()),
      reviews: createReviews(database()),
      releases: { newest: async () => release },
      observe: { settled: () => {} },
    })
    return settleRound({ order: order.id, round, misses, nextAt })
  }

  const missesOf = (order: StoredOrder, reason: Reason): Miss[] =>
    sectionPlans(order).flatMap(({ id, parts }) =>
      parts.map((part) => ({ artefact: id, part, outcome: { source: 'none', reason } })),
    )

  const write = (order: StoredOrder, artefact: string, tier: Written['tier']) =>
    outcomes().record({ order: order.id, artefact, part: '', round: 1 }, textBy(tier))

  it('has improved by a text that nobody told the workflow of', async () => {
    const { order, release } = await deliveredOrder()
    const misses = missesOf(order, 'timeout')
    expect(await settle(order, release, misses)).toMatchObject({ improved: false, fallbacks: 3 })
    await write(order, 'risk-plan', '4b')
    const settled = await settle(order, release, misses)
    expect(settled).toMatchObject({ improved: true, fallbacks: 2 })
    expect(settled.standing).toContain('risk-plan: model by 4b')
    expect(settled.open.map(({ artefact }) => artefact)).not.toContain('risk-plan')
  })

  it('leaves open what failed for a cause of ours, and tells by when there is news', async () => {
    const { order, release } = await deliveredOrder()
    const misses = missesOf(order, 'timeout')
    const { open } = await settle(order, release, misses)
    expect(open).toHaveLength(misses.length)
    expect((await orders().byId(order.id))?.nextUpdateBy).toBe(nextAt)
  })

  it('leaves nothing open when the cause is the content, and promises no news', async () => {
    const { order, release } = await deliveredOrder()
    const { open, standing } = await settle(order, release, missesOf(order, 'refused'))
    expect(open).toEqual([])
    expect(standing).toContain('risk-plan: static (refused)')
    expect((await orders().byId(order.id))?.nextUpdateBy).toBe(null)
  })

  it('leaves nothing open of an order that is complete, and promises no news', async () => {
    const { order, release } = await deliveredOrder()
    await orders().advance(order.id, { from: ['paid'], to: 'improving' })
    await orders().advance(order.id, { from: ['improving'], to: 'complete', nextUpdateBy: null })
    expect((await settle(order, release, missesOf(order, 'timeout'))).open).toEqual([])
    expect((await orders().byId(order.id))?.nextUpdateBy).toBe(null)
  })

  it('lets the order’s own model have the last word on a part that two models failed at', async () => {
    const { order, release } = await deliveredOrder()
    const both = (own: Reason, other: Reason) =>
      [own, other].flatMap((reason) => missesOf(order, reason))
    const tried = await settle(order, release, both('timeout', 'invalid'))
    expect(tried.open).toHaveLength(missesOf(order, 'timeout').length)
    expect(tried.standing).toContain('risk-plan: static (timeout)')
    const refused = await settle(order, release, both('refused', 'timeout'), 2)
    expect(refused.open).toEqual([])
    expect(refused.standing).toContain('risk-plan: static (refused)')
  })

  it('takes the other model’s word where an operator sent the part to it', async () => {
    const { order, release } = await deliveredOrder()
    const misses = [...missesOf(order, 'not-routed'), ...missesOf(order, 'invalid')]
    const { open, standing } = await settle(order, release, misses)
    expect(open).toEqual([])
    expect(standing).toContain('risk-plan: static (invalid)')
  })

  it('leaves a full order’s section open that the smaller model wrote, for the larger one alone', async () => {
    const { order, release } = await deliveredOrder('full')
    await write(order, 'risk-plan', '4b')
    await write(order, 'briefing', '32b')
    const { open, standing } = await settle(order, release, [])
    expect(open.find(({ artefact }) => artefact === 'risk-plan')?.homeOnly).toBe(true)
    expect(open.find(({ artefact }) => artefact === 'notice-section')?.homeOnly).toBe(undefined)
    expect(open.map(({ artefact }) => artefact)).not.toContain('briefing')
    expect(standing).toContain('risk-plan: model by 4b (not-yet)')
  })

  it('is refused for an order whose payment was taken back', async () => {
    const { order, release } = await deliveredOrder()
    await takeBack(createPaymentStore(database().db), order.id)
    const misses = missesOf(order, 'timeout')
    await expect(settle(order, release, misses)).rejects.toMatchObject({ name: 'NotEntitled' })
    expect(await outcomes().ofOrder(order.id)).toEqual([])
  })
})

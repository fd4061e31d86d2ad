import { expect, it } from 'vitest'
import { createOpenOrder, createPlanTailoring } from '../../orders/run/open-order.ts'
import { notWritten } from '../../pack/notice.ts'
import type { Tier } from '../../pack/order.ts'
import type { Written } from '../../pack/outcome.ts'
import { lateRounds } from '../../pack/rounds.ts'
import { createOutcomeStore } from '../../store/calls/outcomes.ts'
import { createPaymentStore } from '../../store/money/payments.ts'
import { createOrderStore } from '../../store/orders/orders.ts'
import { describeOnBoth } from '../databases.ts'
import { mainFirm } from '../packs/firms.ts'
import { newOrder } from '../store/new-order.ts'
import { takeBack } from '../store/taken-back.ts'
import { textBy } from './text-by.ts'

const timeouts = {
  '4b': { queue: 20_000, attempt: 45_000, whole: 90_000 },
  '32b': { queue: 60_000, attempt: 180_000, whole: 300_000 },
}
const lateWindow = 86_400_000

describeOnBoth('an order that is opened', (database) => {
  const orders = () => createOrderStore(database())
  const outcomes = () => createOutcomeStore(database())

  async function paidOrder(tier: Tier) {
    const order = await orders().create(newOrder({ tier, answers: mainFirm.answers }))
    await orders().advance(order.id, { from: [order.state], to: 'paid', paidAt: order.frozenAt })
    return order
  }

  const open = (id: string) =>
    createOpenOrder({
      orders: orders(),
      outcomes: outcomes(),
      timeouts,
      lateWindow,
      searchable: true,
      clock: () => new Date('2026-11-21T10:00:00.000Z'),
    })(id)

  it('carries every rule by which its workflow decides', async () => {
    const { id } = await paidOrder('full')
    expect(await open(id)).toEqual({
      id,
      pack: 'gdpr',
      revision: 1,
      tier: 'full',
      timeouts,
      lateWindow,
      lateStarts: lateRounds(lateWindow, id),
      firstRound: 1,
      unanswered: {
        '4b': { source: 'none', reason: 'timeout' },
        '32b': { source: 'none', reason: 'timeout', next: '4b' },
      },
      searchable: true,
    })
  })

  it('goes on with the number of its rounds where an earlier run stopped', async () => {
    const { id } = await paidOrder('full')
    const key = { order: id, artefact: 'risk-plan', part: '' }
    await outcomes().record({ ...key, round: 2 }, textBy('32b'))
    await outcomes().record({ ...key, artefact: 'briefing', round: 3 }, notWritten('server', '4b'))
    expect(await open(id)).toMatchObject({ firstRound: 4 })
  })

  it.each([
    ['self-serve', '2026-11-21T10:01:30.000Z'],
    ['full', '2026-11-21T10:05:00.000Z'],
  ] as const)('promises news by the end of the first round (%s)', async (tier, due) => {
    const { id } = await paidOrder(tier)
    await open(id)
    expect((await orders().byId(id))?.nextUpdateBy).toBe(due)
  })

  it('is refused when it is unknown, not paid, or taken back', async () => {
    await expect(open('ord_unknown')).rejects.toThrow('There is no order ord_unknown.')
    const unpaid = await orders().create(newOrder({ answers: mainFirm.answers }))
    await expect(open(unpaid.id)).rejects.toMatchObject({ name: 'NotEntitled' })
    const revoked = await paidOrder('full')
    await takeBack(createPaymentStore(database().db), revoked.id)
    await expect(open(revoked.id)).rejects.toMatchObject({ name: 'NotEntitled' })
  })

  it('has every part to tailor, and after a lost run only what is left', async () => {
    const { id } = await paidOrder('full')
    const plan = createPlanTailoring({ orders: orders(), outcomes: outcomes() })
    const all = await plan(id)
    const isPart = (artefact: string) => (part: { artefact: string }) => part.artefact === artefact
    expect(all.filter(isPart('processing-descriptions')).length).toBeGreaterThan(4)
    const record = (artefact: string, tier: Written['tier']) =>
      outcomes().record({ order: id, artefact, part: '', round: 1 }, textBy(tier))
    await record('risk-plan', '32b')
    await record('briefing', '4b')
    const left = await plan(id)
    expect(left).toHaveLength(all.length - 1)
    expect(left.filter(isPart('risk-plan'))).toEqual([])
    expect(left.find(isPart('briefing'))).toMatchObject({ homeOnly: true })
  })

  it('has nothing to tailor once it is complete, though another run was started for it', async () => {
    const { id } = await paidOrder('full')
    const plan = createPlanTailoring({ orders: orders(), outcomes: outcomes() })
    await orders().advance(id, { from: ['paid'], to: 'improving' })
    expect(await plan(id)).not.toEqual([])
    await orders().advance(id, { from: ['improving'], to: 'complete' })
    expect(await plan(id)).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { createStatus } from '../../orders/page/status.ts'
import type { Print } from '../../orders/release/print-pack.ts'
import { sectionsOf } from '../../orders/release/sections.ts'
import { createPlanTailoring } from '../../orders/run/open-order.ts'
import { createSettleRound } from '../../orders/run/settle-round.ts'
import type { FrozenOrder } from '../../pack/order.ts'
import { describeOnBoth } from '../databases.ts'
import { corrected, correctionsOn, day, other, printed, renamed } from './corrections-rig.ts'
import { shown } from './shown.ts'
import { textBy } from './text-by.ts'

describeOnBoth('a correction', (database) => {
  const { orders, outcomes, releases, paidOrder, find, corrector, correct, build, complete } =
    correctionsOn(database)

  describe('makes a release', () => {
    it('dated no earlier than itself, also where no text changes', async () => {
      const id = await paidOrder()
      await build()(id)
      await correct(id)
      expect(await build()(id)).toEqual({ version: 2 })
      const newest = await releases().newest(id)
      expect(newest).toMatchObject({ version: 2, revision: 2, datedAt: corrected })
      expect(await build()(id)).toEqual({ version: 2 })
    })

    it('of one revision, though it came while another was rendered', async () => {
      const id = await paidOrder()
      const rendered: (readonly [string, number])[] = []
      const print: Print = async (order, composition, progress) => {
        const { legalName } = order.answers['company'] as { legalName: string }
        rendered.push([legalName, composition.revision ?? 1])
        if (rendered.length === 1) await correct(id)
        return printed(order, composition, progress)
      }
      expect(await build(print)(id)).toEqual({ version: 1 })
      expect(rendered.map(([, revision]) => revision)).toEqual([1, 2])
      expect(rendered[1]?.[0]).toBe('Other Name Ltd')
      const files = await releases().files(id)
      expect(files).toMatchObject([{ version: 1, revision: 2, sha256: 'v1 of r2' }])
    })

    it('of which the customer is written, and then of what improves it', async () => {
      const id = await paidOrder()
      await build()(id)
      await correct(id)
      await build()(id)
      const key = { order: id, artefact: 'risk-plan', part: '', round: 1, revision: 2 }
      await outcomes().record(key, textBy('4b'))
      await build()(id)
      const letters = await database()
        .db.selectFrom('outbox')
        .select(['template', 'version'])
        .where('order_id', '=', id)
        .where('version', '>', 1)
        .orderBy('version')
        .execute()
      expect(letters).toEqual([
        { template: 'corrected', version: 2 },
        { template: 'improved', version: 3 },
      ])
    })

    it('with what was recorded for its answers alone', async () => {
      const id = await paidOrder()
      const key = { order: id, artefact: 'risk-plan', part: '', round: 1 }
      await build()(id)
      await correct(id)
      await outcomes().record(key, textBy('4b'))
      await build()(id)
      const ofRiskPlan = async () =>
        (await releases().newest(id))?.sections.find((section) => section.id === 'risk-plan')
          ?.source
      expect(await ofRiskPlan()).toBe('static')
      await outcomes().record({ ...key, revision: 2 }, textBy('4b'))
      expect(await build()(id)).toEqual({ version: 3 })
      expect(await ofRiskPlan()).toBe('model')
    })
  })

  describe('and a run that began before it', () => {
    it('has nothing open any more, and does not close the order', async () => {
      const id = await paidOrder()
      await build()(id)
      await correct(id)
      const settle = createSettleRound({
        orders: orders(),
        outcomes: outcomes(),
        looks: { letStand: async () => {} },
        reviews: { pendingUntil: async () => null, attend: async () => {} },
        releases: releases(),
        observe: { settled() {} },
      })
      const round = { order: id, round: 1, misses: [], nextAt: null }
      expect(await settle(round)).toMatchObject({ open: [], improved: false })
      expect((await settle({ ...round, revision: 2 })).open).not.toEqual([])
      expect(await complete(id)).toBe('corrected')
      expect(await complete(id, 2)).toBe('settled')
      expect((await find(id)).state).toBe('complete')
    })
  })

  describe('of answers for which a section failed for good', () => {
    const key = { artefact: 'risk-plan', part: '', round: 1 }

    async function failed(reason: 'too-long' | 'input-blocked' | 'over-budget') {
      const id = await paidOrder()
      const scope = reason === 'over-budget' ? ({ scope: 'order' } as const) : {}
      await outcomes().record({ order: id, ...key }, { source: 'none', reason, ...scope })
      await build()(id)
      return id
    }

    const isAsked = async (id: string, revision: number) => {
      const plan = createPlanTailoring({
        orders: { ...orders(), expectUpdate: async () => {} },
        outcomes: outcomes(),
      })
      return (await plan(id, revision)).some(({ artefact }) => artefact === key.artefact)
    }

    it.each(['too-long', 'input-blocked', 'over-budget'] as const)(
      'by %s, has it asked for again',
      async (reason) => {
        const id = await failed(reason)
        expect(await isAsked(id, 1)).toBe(false)
        await correct(id)
        expect(await isAsked(id, 2)).toBe(true)
        // Whoever began with the answers before asks for nothing.
        expect(await isAsked(id, 1)).toBe(false)
      },
    )

    it('is what the customer is told to do about it, as long as it can be done', async () => {
      const id = await failed('too-long')
      const messageAt = async (clock: string) => {
        const status = createStatus({
          ...shown,
          outcomes: outcomes(),
          releases: releases(),
          correctionWindow: 14 * day,
          clock: () => new Date(clock),
        })
        const { sections } = await status(await find(id))
        return sections.find((section) => section.id === key.artefact)?.message
      }
      const remedy = 'If you correct your answers to shorter ones, we try again.'
      expect(await messageAt(corrected)).toContain(remedy)
      expect(await messageAt('2027-01-01T00:00:00.000Z')).not.toContain(remedy)
    })
  })

  describe('of an order that withheld a part', () => {
    async function refunded() {
      const id = await paidOrder({ tier: 'full', amount: 49_000 })
      await build()(id)
      await complete(id)
      expect((await find(id)).refundOwed).toBe(9_800)
      return id
    }

    const briefing = async (order: FrozenOrder) =>
      sectionsOf(order, await outcomes().ofOrder(order.id)).find(({ id }) => id === 'briefing')

    it('leaves it withheld, since its share was paid back, and owes nothing more', async () => {
      const id = await refunded()
      await correct(id)
      expect(await briefing(await find(id))).toMatchObject({
        source: 'withheld',
        cause: { reason: 'refunded' },
      })
      await build()(id)
      await complete(id, 2)
      await correct(id, renamed('Third Name Ltd'))
      expect(await briefing(await find(id))).toMatchObject({ cause: { reason: 'refunded' } })
      expect((await find(id)).refundOwed).toBe(9_800)
    })

    it('also where its run ended after the order was read', async () => {
      const id = await paidOrder({ tier: 'full', amount: 49_000 })
      await build()(id)
      const before = await find(id)
      await complete(id)
      await corrector().correct(before, { answers: other })
      const now = await find(id)
      expect([now.corrections?.length, now.refundOwed]).toEqual([1, 9_800])
      expect(await briefing(now)).toMatchObject({ cause: { reason: 'refunded' } })
    })
  })
})

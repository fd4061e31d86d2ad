import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../pack/outcome.ts'
import { describeOnBoth } from '../databases.ts'
import { textBy } from '../orders/text-by.ts'
import { after, began, incidentRig, inIt, noCounts } from './incident-rig.ts'

describeOnBoth('letters about an incident', (database) => {
  const { db, stores, incidentOf, concerned, found, paidAt } = incidentRig(database)

  /** Its first version, at a time. */
  async function ready(order: string, at: string) {
    await stores().releases.plan(order, { version: 1, datedAt: at, sections: [] })
    await stores().releases.publish(order, 1, { sha256: 'a', bytes: 1, manifestSha256: 'b' })
    const releases = db().updateTable('releases').set({ published_at: at })
    await releases.where('order_id', '=', order).execute()
  }

  /** What became of a text, at a time. */
  async function became(
    order: string,
    outcome: Outcome,
    at = inIt,
    artefact = 'risk-plan',
    revision = 1,
  ) {
    const round = Math.abs(Date.parse(at) - Date.parse(began)) + 1
    const key = { order, artefact, part: '', round, revision }
    await stores().outcomes.record(key, outcome)
    await db()
      .updateTable('outcomes')
      .set({ recorded_at: at })
      .where('order_id', '=', order)
      .where('round', '=', round)
      .execute()
  }

  const none = { source: 'none', reason: 'timeout' } as const

  describe('of an outage go to orders that', () => {
    it('had no pack a minute after they were paid, in its time', async () => {
      const [waited, never, before] = [await paidAt(inIt), await paidAt(inIt), await paidAt(began)]
      await ready(waited, '2026-11-21T10:01:00.000Z')
      await db()
        .updateTable('orders')
        .set({ paid_at: '2026-11-21T08:59:30.000Z' })
        .where('id', '=', before)
        .execute()
      await ready(before, '2026-11-21T09:00:31.000Z')
      const [quick, early, late] = [await paidAt(inIt), await paidAt(inIt), await paidAt(after)]
      await ready(quick, '2026-11-21T10:00:59.000Z')
      await ready(early, '2026-11-21T08:00:00.000Z')
      const just = await paidAt('2026-11-21T10:59:30.000Z')
      const outage = await incidentOf('outage')
      expect(new Set(await found(outage))).toEqual(new Set([before, waited, never]))
      for (const order of [quick, early, late, just])
        expect(await found(outage)).not.toContain(order)
    })

    it('had a pack with standard text for a reason of ours, whatever a later one holds', async () => {
      const orders = await Promise.all(Array.from({ length: 6 }, () => paidAt(inIt)))
      for (const order of orders) await ready(order, '2026-11-21T10:00:02.000Z')
      const [away, refused, retried, late, shadow, written] = orders as [string, ...string[]]
      await became(away, none)
      await became(refused!, { source: 'none', reason: 'refused' })
      await became(retried!, none)
      await became(retried!, textBy('4b'), '2026-11-21T10:30:00.000Z')
      await became(late!, none)
      await became(late!, textBy('4b'), after)
      await became(shadow!, none, inIt, 'risk-plan-shadow')
      await became(written!, textBy('4b'))
      const outage = await incidentOf('outage')
      expect(new Set(await found(outage))).toEqual(new Set([away, retried, late]))
    })

    it('had none of a text when it failed: not that of the larger model after one of the smaller, and not before its first pack', async () => {
      const [upgraded, first] = [await paidAt(inIt), await paidAt(inIt)]
      const earlier = await paidAt('2026-11-20T10:00:00.000Z')
      await ready(upgraded, '2026-11-21T10:00:02.000Z')
      await became(upgraded, textBy('4b'), '2026-11-21T10:00:04.000Z')
      await became(upgraded, none, '2026-11-21T10:05:00.000Z')
      await became(first, none, '2026-11-21T10:00:03.000Z')
      await became(first, textBy('4b'), '2026-11-21T10:00:30.000Z')
      await ready(first, '2026-11-21T10:00:40.000Z')
      await ready(earlier, '2026-11-20T10:00:02.000Z')
      await became(earlier, none, '2026-11-21T08:59:59.000Z')
      await became(earlier, textBy('4b'))
      expect(await found(await incidentOf('outage'))).toEqual([])
      await became(earlier, none, '2026-11-21T09:30:00.000Z')
      expect(await found(await incidentOf('outage'))).toEqual([earlier])
    })

    it('had none of a text that was asked for in its time, and given up a few minutes after', async () => {
      const [asked, later, bought] = [await paidAt(inIt), await paidAt(inIt), await paidAt(after)]
      for (const order of [asked, later]) await ready(order, '2026-11-21T10:00:02.000Z')
      await ready(bought, '2026-11-21T11:00:03.000Z')
      for (const order of [asked, bought]) await became(order, none, '2026-11-21T11:04:59.000Z')
      await became(later, none, '2026-11-21T11:05:01.000Z')
      expect(await found(await incidentOf('outage'))).toEqual([asked])
    })

    it('had none of it for their answers as corrected, though they had for those before', async () => {
      const order = await paidAt('2026-11-20T10:00:00.000Z')
      await ready(order, '2026-11-20T10:00:02.000Z')
      await became(order, textBy('4b'), '2026-11-20T10:00:20.000Z')
      await became(order, none, inIt, 'risk-plan', 2)
      expect(await found(await incidentOf('outage'))).toEqual([order])
    })
  })

  it('about texts go to orders with a text that was written in its time, and stood', async () => {
    const [then, before, held] = [await paidAt(inIt), await paidAt(inIt), await paidAt(inIt)]
    await became(then, { ...textBy('4b'), generatedAt: inIt })
    await became(before, { ...textBy('4b'), generatedAt: '2026-11-21T08:00:00.000Z' })
    await became(held, { ...textBy('4b'), generatedAt: inIt, look: 'rejected' })
    expect(await found(await incidentOf('quality'))).toEqual([then])
  })

  it('about money go to orders that were paid in its time, or whose money went back in it', async () => {
    const [paid, refunded] = [await paidAt(inIt), await paidAt('2026-10-01T10:00:00.000Z')]
    await paidAt(after)
    await db()
      .insertInto('refund_requests')
      .values({ order_id: refunded, purpose: 'shortfall', amount: 1, done_at: inIt })
      .execute()
    expect(await found(await incidentOf('money'))).toEqual([refunded, paid])
  })

  it.each(['leak', 'other'] as const)('about a %s go to nobody by rule', async (kind) => {
    await paidAt(inIt)
    expect((await concerned(await incidentOf(kind))).counts).toEqual(noCounts)
  })
})

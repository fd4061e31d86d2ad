import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { beforeEach, expect, it } from 'vitest'
import type { Tier } from '../../pack/order.ts'
import type { Outcome } from '../../pack/outcome.ts'
import { createOrderStore } from '../../store/orders.ts'
import { createOutcomeStore } from '../../store/outcomes.ts'
import { createWaiting } from '../../store/waiting.ts'
import { describeOnBoth } from '../databases.ts'
import { newOrder } from './new-order.ts'

const failed: Outcome = { source: 'none', reason: 'unreachable' }
const written: Outcome = {
  source: 'model',
  content: {},
  model: 'm',
  tier: '4b',
  promptVersion: '1',
  generatedAt: '2026-11-21T10:00:00.000Z',
  freshUntil: null,
}
const hour = 3_600_000
const soon = () => new Date(Date.now() + hour).toISOString()

describeOnBoth('orders that wait for models', (database) => {
  const waiting = () => createWaiting(database().db)
  const outcomes = () => createOutcomeStore(database().db)

  beforeEach(async () => {
    await database().db.updateTable('orders').set({ state: 'complete' }).execute()
  })

  async function orderWith(outcome: Outcome, tier: Tier = 'self-serve', next = soon()) {
    const store = createOrderStore(database().db)
    const { id } = await store.create(newOrder({ tier }))
    await store.advance(id, { from: ['awaiting-payment'], to: 'paid', paidAt: soon() })
    await store.advance(id, { from: ['paid'], to: 'improving', nextUpdateBy: next })
    await outcomes().record({ order: id, artefact: 'risk-plan', part: '', round: 1 }, outcome)
    return id
  }
  /** By the database's clock, which dates outcomes, and after all that was recorded. */
  async function present(): Promise<string> {
    await sleep(5)
    const { rows } = await sql<{ at: string }>`select clock_timestamp() as at`.execute(
      database().db,
    )
    return rows[0]!.at
  }
  const take = (at: string, tier: Tier = 'self-serve', atOnce = 10) =>
    waiting().takeWaiting({ tier, reasons: ['unreachable'], at, atOnce })

  it('are those of the tier that failed for want of a model, each once', async () => {
    const id = await orderWith(failed)
    await orderWith({ source: 'none', reason: 'refused' })
    await orderWith(written)
    await orderWith(failed, 'full')
    const at = await present()
    expect(await take(at)).toEqual([id])
    expect(await take(at)).toEqual([])
  })

  it('are those of `full` in which the smaller model stood in, too', async () => {
    const ids = [await orderWith(written, 'full')]
    expect(await take(await present(), 'full')).toEqual(expect.arrayContaining(ids))
  })

  it('are not those that are at work, or have tried since', async () => {
    const id = await orderWith(failed)
    const at = await present()
    await outcomes().record({ order: id, artefact: 'risk-plan', part: '', round: 2 }, failed)
    await orderWith(failed, 'self-serve', new Date(Date.now() - 1_000).toISOString())
    expect(await take(at)).toEqual([])
  })

  it('are taken so many at a time, whoever asks, and more when these are done', async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => orderWith(failed)))
    const at = await present()
    const taken = (await Promise.all([take(at, 'self-serve', 2), take(at, 'self-serve', 2)])).flat()
    expect(new Set(taken).size).toBe(taken.length)
    expect(ids).toEqual(expect.arrayContaining(taken))
    expect(await take(at, 'self-serve', 2)).toEqual([])
    for (const order of taken)
      await outcomes().record({ order, artefact: 'risk-plan', part: '', round: 2 }, written)
    expect(await take(at, 'self-serve', 2)).toHaveLength(Math.min(2, 5 - taken.length))
  })

  it('are taken again when they could not be told', async () => {
    const id = await orderWith(failed)
    const at = await present()
    expect(await take(at, 'self-serve', 50)).toContain(id)
    await waiting().giveBack(id)
    expect(await take(at, 'self-serve', 50)).toContain(id)
  })
})

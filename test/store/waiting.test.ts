import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { beforeEach, expect, it } from 'vitest'
import { homeModel, type ModelTier, type Tier } from '../../pack/order.ts'
import type { Outcome } from '../../pack/outcome.ts'
import { createCalls } from '../../store/calls/calls.ts'
import { createWaiting } from '../../store/calls/waiting.ts'
import { createOrderStore } from '../../store/orders/orders.ts'
import { describeOnBoth } from '../databases.ts'
import { textBy } from '../orders/text-by.ts'
import { askRecord, newOrder } from './new-order.ts'

const failed: Outcome = { source: 'none', reason: 'unreachable' }
const fell: Outcome = { ...failed, next: '4b' }
const written = textBy('4b')
const hour = 3_600_000
const soon = () => new Date(Date.now() + hour).toISOString()

describeOnBoth('orders that wait for models', (database) => {
  const waiting = () => createWaiting(database().db)
  beforeEach(async () => {
    await database().db.updateTable('orders').set({ state: 'complete' }).execute()
  })

  /** One ask of its plan, that comes to this now. */
  async function ask(
    order: string,
    outcome: Outcome,
    tier: ModelTier = '4b',
    artefact = 'risk-plan',
  ) {
    const key = { order, artefact, part: '', round: 1 }
    const asked = askRecord({ tier, outcome, openedAt: await present() })
    await createCalls(database()).close(key, { outcome, ask: asked, attempts: [], log: [] })
  }
  async function orderWith(outcome: Outcome, tier: Tier = 'self-serve', next = soon()) {
    const store = createOrderStore(database())
    const { id } = await store.create(newOrder({ tier }))
    await store.advance(id, { from: ['awaiting-payment'], to: 'paid', paidAt: soon() })
    await store.advance(id, { from: ['paid'], to: 'improving', nextUpdateBy: next })
    await ask(id, outcome, homeModel(tier))
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
  const take = (at: string, tier: Tier = 'self-serve', atOnce = 10, operation = '') =>
    waiting().takeWaiting({
      ...{ tier, operation, at, atOnce },
      model: homeModel(tier),
      reasons: ['unreachable'],
    })

  it('are those of the tier that failed for want of a model, each once', async () => {
    const id = await orderWith(failed)
    await orderWith({ source: 'none', reason: 'refused' })
    await orderWith(written)
    await orderWith(failed, 'full')
    const at = await present()
    expect(await take(at)).toEqual([id])
    expect(await take(at)).toEqual([])
  })

  it('are those of `full` in which the smaller model stood in, too, also since', async () => {
    const id = await orderWith(fell, 'full')
    const at = await present()
    await ask(id, written, '4b')
    expect(await take(at, 'full')).toEqual([id])
  })

  it('are those with a part that failed before, whatever came of others since', async () => {
    const id = await orderWith(failed)
    const at = await present()
    await ask(id, written, '4b', 'notice-section')
    expect(await take(at)).toEqual([id])
  })

  it('of one operation alone are those that wait for its text', async () => {
    const id = await orderWith(failed)
    const at = await present()
    expect(await take(at, 'self-serve', 10, 'gdpr.notice-section')).toEqual([])
    expect(await take(at, 'self-serve', 10, 'gdpr.risk-plan')).toEqual([id])
  })

  it('are not those that are at work, or have tried since', async () => {
    const id = await orderWith(failed)
    const at = await present()
    await ask(id, failed)
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
    for (const order of taken) await ask(order, written)
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

import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import type { Attempt } from '../../pack/attempt.ts'
import type { Costs, Spend } from '../../pack/costs.ts'
import { createCalls } from '../../store/calls/calls.ts'
import { createPastCalls } from '../../store/calls/past-calls.ts'
import { createOrderStore } from '../../store/orders/orders.ts'
import { costsAt } from '../../store/policy/costs.ts'
import { createRollups } from '../../store/policy/rollups.ts'
import { describeOnBoth } from '../databases.ts'
import { askRecord, attemptOf, newOrder } from './new-order.ts'

const days = 5

/** A call within the last days, of one of some orders; the ledger has it as one row. */
const anyCall = fc.record({
  order: fc.nat({ max: 3 }),
  daysAgo: fc.nat({ max: days - 1 }),
  attempt: fc.record({
    operation: fc.constantFrom('gdpr.risk-plan', 'gdpr.notice-section', 'gdpr.briefing'),
    tier: fc.constantFrom('4b', '32b'),
    endpoint: fc.constantFrom('rack-1', 'rack-2'),
    model: fc.constantFrom('m', 'n'),
    verdict: fc.constantFrom('accepted', 'invalid', 'timeout'),
    seconds: fc.double({ min: 0, max: 100, noNaN: true }),
    costMicros: fc.nat({ max: 900_000_000 }),
    tokens: fc.record({
      in: fc.nat({ max: 9_000 }),
      out: fc.nat({ max: 2_000 }),
      cached: fc.nat({ max: 100 }),
      estimated: fc.boolean(),
    }),
  }),
})

/** Calls that the ledger is told of, or so many rows that are rolled, or deleted. */
const anyStep = fc.oneof(
  fc.record({ calls: fc.array(anyCall, { minLength: 1, maxLength: 4 }) }),
  fc.record({ roll: fc.nat({ max: 5 }) }),
  fc.record({ clear: fc.nat({ max: 5 }) }),
)

describeOnBoth('what is spent', (database) => {
  const costs = () => costsAt(database().db, days, 40)
  const newOrders = async () => {
    const orders = createOrderStore(database())
    const paid = {
      from: ['awaiting-payment'],
      to: 'paid',
      paidAt: new Date().toISOString(),
    } as const
    return Promise.all(
      Array.from({ length: 4 }, async (_, index) => {
        const { id } = await orders.create(newOrder({ tier: index > 1 ? 'full' : 'self-serve' }))
        await orders.advance(id, paid)
        return id
      }),
    )
  }
  const empty = () => sql`truncate orders, rollups cascade`.execute(database().db)

  it('is nothing before the first call', async () => {
    await empty()
    const { total, margins, overBuffer, byDay } = await costs()
    expect(total).toMatchObject({ calls: 0, costMicros: 0 })
    expect([margins, overBuffer, byDay]).toEqual([[], [], []])
  })

  it('comes to the same by day, tier, operation, endpoint, order and row, rolled, deleted or neither', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { maxLength: 8 }), async (steps) => {
        await empty()
        const orders = await newOrders()
        const calls = createCalls(database())
        const told: Attempt[] = []
        for (const step of steps) {
          if ('roll' in step) await createRollups(database().db).roll(step.roll)
          else if ('clear' in step) await createPastCalls(database().db).clearCalls(-1, step.clear)
          else
            for (const { order, daysAgo, attempt } of step.calls) {
              const startedAt = new Date(Date.now() - daysAgo * 86_400_000).toISOString()
              const row = attemptOf({
                ...(attempt as Partial<Attempt>),
                id: randomUUID(),
                startedAt,
              })
              const key = { order: orders[order]!, artefact: 'any', part: '', round: 1 }
              await calls.close(key, { outcome: null, ask: askRecord(), attempts: [row], log: [] })
              told.push(row)
            }
          expectSums(await costs(), told)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('is counted once by however many who roll at once', async () => {
    await empty()
    const [order = ''] = await newOrders()
    const key = { order, artefact: 'risk-plan', part: '', round: 1 }
    const attempts = Array.from({ length: 200 }, () => attemptOf({ costMicros: 7 }))
    await createCalls(database()).close(key, {
      outcome: null,
      ask: askRecord(),
      attempts,
      log: [],
    })
    const { roll } = createRollups(database().db)
    const rolled = await Promise.all(Array.from({ length: 8 }, () => roll(50)))
    for (let more = 1; more > 0; rolled.push(more)) more = await roll(50)
    expect(rolled.reduce((sum, n) => sum + n, 0)).toBe(200)
    const rows = await sql<{ calls: number; micros: number }>`
      select (select sum(calls) from rollups) as calls, inference_micros as micros from margins
    `.execute(database().db)
    expect(rows.rows).toEqual([{ calls: 200, micros: 1_400 }])
  })

  it('leaves out what is older, and names the orders that took more than the buffer', async () => {
    await empty()
    const [cheap = '', dear = ''] = await newOrders()
    const { close } = createCalls(database())
    const spend = (order: string, changes: Partial<Attempt>) =>
      close(
        { order, artefact: 'risk-plan', part: '', round: 1 },
        { outcome: null, ask: askRecord(), attempts: [attemptOf(changes)], log: [] },
      )
    const now = new Date().toISOString()
    await spend(cheap, { startedAt: now, costMicros: 15_000_000 })
    await spend(dear, { startedAt: now, costMicros: 23_700_001 })
    await spend(dear, { startedAt: '2020-01-01T00:00:00.000Z', costMicros: 0 })
    const { total, overBuffer, margins } = await costs()
    expect(total).toMatchObject({ calls: 2, costMicros: 38_700_001 })
    expect(overBuffer).toMatchObject([{ order: dear, price: 7_900, inferenceMicros: 23_700_001 }])
    expect(overBuffer[0]?.percent).toBeCloseTo(30, 4)
    expect(margins).toMatchObject([
      { tier: 'full', orders: 2, price: 15_800, inferenceMicros: 0, percent: 0 },
      { tier: 'self-serve', orders: 2, price: 15_800, inferenceMicros: 38_700_001 },
    ])
  })
})

function expectSums({ total, margins, ...by }: Omit<Costs, 'reviews'>, told: readonly Attempt[]) {
  const sums = (rows: readonly Spend[]) => ({
    calls: sum(rows, ({ calls }) => calls),
    accepted: sum(rows, ({ accepted }) => accepted),
    estimated: sum(rows, ({ estimated }) => estimated),
    tokensIn: sum(rows, ({ tokensIn }) => tokensIn),
    tokensOut: sum(rows, ({ tokensOut }) => tokensOut),
    tokensCached: sum(rows, ({ tokensCached }) => tokensCached),
    costMicros: sum(rows, ({ costMicros }) => costMicros),
  })
  const byHand = {
    calls: told.length,
    accepted: told.filter(({ verdict }) => verdict === 'accepted').length,
    estimated: told.filter(({ tokens }) => tokens.estimated).length,
    tokensIn: sum(told, ({ tokens }) => tokens.in),
    tokensOut: sum(told, ({ tokens }) => tokens.out),
    tokensCached: sum(told, ({ tokens }) => tokens.cached),
    costMicros: sum(told, ({ costMicros }) => costMicros),
  }
  for (const rows of [[total], by.byDay, by.byTier, by.byOperation, by.byEndpoint])
    expect(sums(rows)).toEqual(byHand)
  expect(sum(margins, ({ inferenceMicros }) => inferenceMicros)).toBe(byHand.costMicros)
  expect(total.seconds).toBeCloseTo(
    sum(told, ({ seconds }) => Math.round(seconds * 1_000) / 1_000),
    1,
  )
}

function sum<T>(rows: readonly T[], of: (row: T) => number): number {
  return rows.reduce((all, row) => all + of(row), 0)
}

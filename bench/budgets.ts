import { randomUUID } from 'node:crypto'
import { findPostgres, postgresInstallLine, startPostgres } from '../dev/postgres.ts'
import type { ReservationRequest } from '../pack/budget.ts'
import { type Database, openDatabase } from '../store/database/database.ts'
import { createOrderStore } from '../store/orders/orders.ts'
import { createBudgets, settled } from '../store/policy/budgets.ts'
import type { Bench, Figure, Skipped } from './benchmark.ts'
import { mainOrder } from './sample-order.ts'
import { vault } from './servers.ts'
import { median, quantile, round } from './statistics.ts'

/** At the same time, from five processes' pools of ten connections each. */
const atOnce = 200
const pools = 5

/** Budgets that are open besides those that are drawn on. */
const [few, many] = [100, 100_000]

/** Reservations in turn for each number of open budgets, in blocks that take turns. */
const [blocks, block] = [10, 50]

/** What reservations cost: many at once, and beside many open budgets. */
export async function budgets({ say, signal }: Bench): Promise<readonly Figure[] | Skipped> {
  if (findPostgres() === null) return { skipped: `PostgreSQL is absent: ${postgresInstallLine}` }
  const server = await startPostgres()
  try {
    say(`${atOnce} reservations at once`)
    const rush = await rushed(await server.createDatabase('rush'), signal)
    say(`one at a time, beside ${few} and ${many} open budgets`)
    const small = await server.createDatabase('few')
    const large = await server.createDatabase('many')
    return [rush, await compared(small, large, signal)]
  } finally {
    await server.stop()
  }
}

async function rushed(url: string, signal: AbortSignal): Promise<Figure> {
  const first = await openDatabase({ url, folder: '', vault })
  const others = await Promise.all(
    Array.from({ length: pools - 1 }, () => openDatabase({ url, folder: '', vault })),
  )
  const shops = [first, ...others]
  try {
    await addOrder(first)
    await together(shops, signal)
    const { elapsed, admitted, overspent } = await together(shops, signal)
    return {
      figure: `${atOnce} reservations at once of a budget for ${atOnce / 2}: spent beyond it`,
      aim: { atMost: 0 },
      measured: overspent,
      unit: 'calls',
      detail: {
        'let through': admitted,
        'reservations a second': round(atOnce / (elapsed / 1_000)),
        'milliseconds for all': round(elapsed),
        connections: pools * 10,
      },
      leavesOut: 'the model’s calls; a server apart: PostgreSQL shares these cores, without fsync.',
    }
  } finally {
    await Promise.all(shops.map((shop) => shop.close()))
  }
}

async function together(shops: readonly Database[], signal: AbortSignal) {
  signal.throwIfAborted()
  // An hour of its own, so that what came before is another budget.
  const madeAt = new Date(Date.UTC(2030, 0, 1, hours++)).toISOString()
  const began = performance.now()
  const verdicts = await Promise.all(
    Array.from({ length: atOnce }, async (_, n) => {
      const request = requestFor(`customer ${n}`, madeAt, (atOnce / 2) * 1_000)
      return (await createBudgets(shops[n % shops.length]!.db).reserve(request)).verdict
    }),
  )
  const elapsed = performance.now() - began
  const admitted = verdicts.filter((verdict) => verdict === 'admitted').length
  return { elapsed, admitted, overspent: Math.max(0, admitted - atOnce / 2) }
}

let hours = 0

async function compared(small: string, large: string, signal: AbortSignal): Promise<Figure> {
  const arms = await Promise.all([filled(small, few), filled(large, many)])
  try {
    const times: [number[], number[]] = [[], []]
    for (const arm of arms) await reservedInTurn(arm, signal)
    for (let n = 0; n < blocks; n++)
      for (const which of n % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const))
        times[which].push(...(await reservedInTurn(arms[which], signal)))
    const [least, most] = times
    return {
      figure: `a reservation and its settlement, ${many} open budgets against ${few}`,
      aim: { atMost: 1.3 },
      measured: round(median(most) / median(least)),
      unit: '',
      detail: {
        [`with ${few}, median ms`]: round(median(least)),
        [`with ${many}, median ms`]: round(median(most)),
        [`with ${few}, p99 ms`]: round(quantile(least, 0.99)),
        [`with ${many}, p99 ms`]: round(quantile(most, 0.99)),
        'reservations each': least.length,
      },
      leavesOut: 'waiting for others’ locks: one at a time; fsync.',
    }
  } finally {
    await Promise.all(arms.map((arm) => arm.close()))
  }
}

async function filled(url: string, open: number): Promise<Database> {
  const database = await openDatabase({ url, folder: '', vault })
  await addOrder(database)
  const rows = Array.from({ length: open }, (_, n) => ({
    scope: 'customer' as const,
    subject: `other ${n}`,
    starts_at: '2030-01-01T00:00:00.000Z',
    held_micros: 1,
    held_tokens: 1,
    used_micros: 1,
    used_tokens: 1,
  }))
  for (let from = 0; from < rows.length; from += 5_000)
    await database.db
      .insertInto('budgets')
      .values(rows.slice(from, from + 5_000))
      .execute()
  return database
}

async function reservedInTurn({ db }: Database, signal: AbortSignal): Promise<number[]> {
  const times: number[] = []
  for (let n = 0; n < block; n++) {
    signal.throwIfAborted()
    const request = requestFor(`customer ${n}`, '2030-01-01T00:00:00.000Z', 1_000_000_000)
    const began = performance.now()
    await createBudgets(db).reserve(request)
    const used = { reservation: request.id, micros: 500, tokensIn: 300, tokensOut: 200 }
    await db.selectNoFrom(settled(used).as('done')).execute()
    times.push(performance.now() - began)
  }
  return times
}

const frozen = mainOrder()

async function addOrder(database: Database): Promise<void> {
  const consent = { terms: '2026-11', immediateDelivery: true, at: frozen.frozenAt } as const
  const stored = { email: 'owner@example.com', consent, idempotencyKey: null, requestHash: '' }
  await createOrderStore(database).create({ ...frozen, ...stored })
}

/** Of 1,000 millionths of a euro. */
function requestFor(customer: string, madeAt: string, hard: number): ReservationRequest {
  return {
    id: randomUUID(),
    order: frozen.id,
    customer,
    organisation: null,
    operation: 'gdpr.risk-plan',
    tier: '32b',
    madeAt,
    expiresAt: madeAt,
    tokens: { in: 600, out: 400 },
    firstTokens: 500,
    price: { in: 1, out: 1 },
    limits: [{ scope: 'tier', micros: { soft: hard, hard }, tokens: null }],
    routes: [{ endpoint: 'one', rpm: null, tpm: null, economy: true }],
  }
}

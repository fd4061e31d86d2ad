import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { postgresInstallLine } from '../../dev/postgres.ts'
import type { ReservationRequest } from '../../pack/budget.ts'
import { type Database, openDatabase } from '../../store/database/database.ts'
import { createOrderStore } from '../../store/orders/orders.ts'
import { createBudgets, settled } from '../../store/policy/budgets.ts'
import { emptyPostgres, vault } from '../databases.ts'
import { newOrder } from './new-order.ts'

const absent = inject('postgres') === null
const suite = describe.skipIf(absent)
const title = `200 reservations at the same time${absent ? ` (PostgreSQL: absent, ${postgresInstallLine})` : ''}`

const at = '2026-11-21T10:30:00.000Z'
const price = 10

suite(title, () => {
  /** Five processes with ten connections each. */
  let shops: Database[]
  beforeAll(async () => {
    const url = await emptyPostgres()
    const open = () => openDatabase({ url, folder: '', vault })
    shops = [await open(), ...(await Promise.all([open(), open(), open(), open()]))]
  })
  afterAll(() => Promise.all(shops.map((one) => one.close())))

  const db = (n = 0) => shops[n % shops.length]!.db
  const settle = (n: number, reservation: string, micros: number) => {
    const settlement = { reservation, micros, tokensIn: micros, tokensOut: 0 }
    return db(n).selectNoFrom(settled(settlement).as('done')).execute()
  }

  const asked = (order: string, hard: number): ReservationRequest => ({
    id: randomUUID(),
    order,
    customer: `customer of ${order}`,
    organisation: 'firm',
    operation: 'gdpr.risk-plan',
    tier: '32b',
    madeAt: at,
    expiresAt: at,
    tokens: { in: price, out: 0 },
    firstTokens: price,
    price: { in: 1, out: 1 },
    limits: [{ scope: 'tier', micros: { soft: hard, hard }, tokens: null }],
    routes: [{ endpoint: 'one', rpm: null, tpm: null, economy: true }],
  })

  const sums = () =>
    db()
      .selectFrom('budgets')
      .select(['held_micros as held', 'used_micros as used'])
      .where('scope', '=', 'tier')
      .executeTakeFirstOrThrow()

  it('never overspend, and none is refused that fits', async () => {
    const orders = createOrderStore({ db: db(), vault })
    const ids = await Promise.all(
      Array.from({ length: 20 }, async () => (await orders.create(newOrder())).id),
    )
    const fitting = 60
    const reserve = async (n: number) => {
      const request = asked(ids[n % ids.length]!, fitting * price)
      const { verdict } = await createBudgets(db(n)).reserve(request)
      return { id: request.id, verdict }
    }
    const rush = await Promise.all(Array.from({ length: 200 }, (_, n) => reserve(n)))
    const through = rush.filter(({ verdict }) => verdict === 'admitted')
    expect(through).toHaveLength(fitting)
    expect(rush.filter(({ verdict }) => verdict === 'held')).toHaveLength(200 - fitting)
    expect(await sums()).toEqual({ held: fitting * price, used: 0 })

    // Half cost nothing and half all that they held, while others already ask for what comes free.
    const [again] = await Promise.all([
      Promise.all(Array.from({ length: 200 }, (_, n) => reserve(n))),
      ...through.map(({ id }, n) => settle(n, id, n % 2 === 0 ? price : 0)),
    ])
    const more = again.filter(({ verdict }) => verdict === 'admitted')
    expect(more.length).toBeLessThanOrEqual(fitting / 2)
    expect(await sums()).toEqual({ held: more.length * price, used: (fitting / 2) * price })

    await Promise.all(more.map(({ id }, n) => settle(n, id, price)))
    const last = await Promise.all(Array.from({ length: 200 }, (_, n) => reserve(n)))
    const all = fitting / 2 + more.length
    expect(last.filter(({ verdict }) => verdict === 'admitted')).toHaveLength(fitting - all)
    expect(await createBudgets(db()).differences(at)).toEqual([])
  })
})

import { randomUUID } from 'node:crypto'
import type { ReservationRequest } from '../../pack/budget.ts'
import type { Database, Db } from '../../store/database/database.ts'
import { createOrderStore } from '../../store/orders/orders.ts'
import { createBudgets, settled } from '../../store/policy/budgets.ts'
import { newOrder } from './new-order.ts'

export const at = '2026-11-21T10:59:30.000Z'

/** Of a buyer and an operation of its own: 1,000 millionths of a euro at most, without limits. */
export const request = (changes: Partial<ReservationRequest> = {}): ReservationRequest => ({
  id: randomUUID(),
  order: 'ord_none',
  customer: randomUUID(),
  organisation: null,
  operation: randomUUID(),
  tier: '4b',
  madeAt: at,
  expiresAt: at,
  tokens: { in: 600, out: 400 },
  firstTokens: 500,
  price: { in: 1, out: 1 },
  limits: [],
  routes: [{ endpoint: 'first', rpm: null, tpm: null, economy: true }],
  ...changes,
})

export const settle = (db: Db, reservation: string, micros: number, tokensIn = 0, tokensOut = 0) =>
  db.selectNoFrom(settled({ reservation, micros, tokensIn, tokensOut }).as('done')).execute()

/** What tests of budgets do with a database. */
export function budgetsOf(database: () => Database) {
  return {
    budgets: () => createBudgets(database().db),
    newOrderId: async (change?: Parameters<typeof newOrder>[0]) =>
      (await createOrderStore(database()).create(newOrder(change))).id,
    close: (id: string, micros: number, tokensIn?: number, tokensOut?: number) =>
      settle(database().db, id, micros, tokensIn, tokensOut),
    held: (id: string) =>
      database()
        .db.selectFrom('reservations')
        .select(['held_micros', 'held_tokens', 'endpoint', 'state', 'used_micros'])
        .where('id', '=', id)
        .executeTakeFirst(),
  }
}

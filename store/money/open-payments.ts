import { sql } from 'kysely'
import type { Db } from '../database/database.ts'
import { now } from '../database/time.ts'

/**
 * An order is looked up every five minutes while it is young and each hour later on, so that what
 * is open for weeks costs little.
 */
const nextLook = sql<string>`now() + least(interval '1 hour', greatest(interval '5 minutes', (now() - frozen_at) / 24))`

/** Orders whose payment may still change, in the order in which they are looked up at Stripe. */
export function createOpenPayments(db: Db) {
  return {
    /** Has every order whose payment may still change looked up at once. */
    async hurry(): Promise<void> {
      await db
        .updateTable('orders')
        .set({ look_due_at: now })
        .where('payment_open', '=', true)
        .execute()
    },

    /** Takes up to `limit` orders that are to be looked up, whose turn is longest due; each once. */
    async claim(limit: number): Promise<string[]> {
      const due = db
        .selectFrom('orders')
        .select('id')
        .where('payment_open', '=', true)
        .where('look_due_at', '<=', now)
        .orderBy('look_due_at')
        .limit(limit)
        .forUpdate()
        .skipLocked()
      const rows = await db
        .updateTable('orders')
        .set({ look_due_at: nextLook })
        .where('id', 'in', due)
        .returning('id')
        .execute()
      return rows.map(({ id }) => id)
    },
  }
}

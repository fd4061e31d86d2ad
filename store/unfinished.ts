import { sql } from 'kysely'
import type { Db } from './database.ts'

/** Orders that are paid and not complete, for the sweep. */
export function createUnfinished(db: Db) {
  return {
    /** Ids, oldest payment first. */
    async unfinished(limit: number): Promise<{ id: string }[]> {
      return db
        .selectFrom('orders')
        .select('id')
        .where('state', 'in', ['paid', 'improving'])
        .orderBy('paid_at')
        .limit(limit)
        .execute()
    },

    /** When the oldest order that is paid and has no release was paid; null when there is none. */
    async oldestUndelivered(): Promise<string | null> {
      const row = await db
        .selectFrom('orders')
        .select(sql<string | null>`min(paid_at)`.as('oldest'))
        .where('state', '=', 'paid')
        .executeTakeFirst()
      return row?.oldest ?? null
    },
  }
}

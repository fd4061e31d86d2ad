import { sql } from 'kysely'
import { type Tier, unfinishedStates } from '../../pack/order.ts'
import type { Db } from '../database/database.ts'

export interface UnfinishedOrder {
  readonly id: string
  readonly pack: string
  readonly tier: Tier
  readonly paidAt: string
}

/** Orders that are paid and not complete, for the sweep. */
export function createUnfinished(db: Db) {
  return {
    /** The next `limit` of them behind `last`, oldest payment first. */
    async unfinished(last: UnfinishedOrder | null, limit: number): Promise<UnfinishedOrder[]> {
      const page = db
        .selectFrom('orders')
        .select(['id', 'pack', 'tier', sql<string>`paid_at`.as('paidAt')])
        .where('state', 'in', unfinishedStates)
        .where('paid_at', 'is not', null)
        .orderBy('paid_at')
        .orderBy('id')
        .limit(limit)
      const behind = sql<boolean>`(paid_at, id) > (${last?.paidAt}::timestamptz, ${last?.id}::text)`
      return (last === null ? page : page.where(behind)).execute()
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

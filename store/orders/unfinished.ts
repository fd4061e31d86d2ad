import { sql } from 'kysely'
import { type Tier, unfinishedStates } from '../../pack/order.ts'
import type { Db } from '../database/database.ts'

export interface UnfinishedOrder {
  readonly id: string
  readonly pack: string
  readonly tier: Tier
  readonly paidAt: string
}

/** Of what is paid and not delivered: how many there are, and the one that waits longest. */
export interface Undelivered {
  readonly count: number
  readonly order: string
  /** ISO 8601, UTC. */
  readonly paidAt: string
  /** Since then, by the database's clock. */
  readonly seconds: number
}

/** Orders that are paid and not complete. */
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

    /** Orders that are paid and have no release, parked ones too; null: there is none. */
    async undelivered(): Promise<Undelivered | null> {
      const { rows } = await sql<Undelivered>`
        select id as "order", paid_at as "paidAt", count(*) over () as count,
          extract(epoch from now() - paid_at)::float8 as seconds
        from orders where state = 'paid' and paid_at is not null
        order by paid_at, id limit 1`.execute(db)
      return rows[0] ?? null
    },
  }
}

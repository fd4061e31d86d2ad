import { sql } from 'kysely'
import type { Db } from '../database/database.ts'
import { deleteOlder } from '../database/delete-older.ts'
import { daysAgo } from '../database/time.ts'
import { settled } from '../orders/attentions.ts'

export interface Download {
  readonly version: number
  /** ISO 8601, UTC. */
  readonly at: string
  /** The network that it went to. */
  readonly network: string
}

/** Whole downloads of packs. */
export function createDownloads(db: Db) {
  return {
    /** Whoever has the pack need not be reached any more. */
    async add(order: string, { version, network }: Omit<Download, 'at'>): Promise<void> {
      await db
        .insertInto('downloads')
        .columns(['order_id', 'version', 'network'])
        .expression((e) =>
          e
            .selectFrom('orders')
            .select(['id', e.val(version).as('version'), e.val(network).as('network')])
            .where('id', '=', order)
            // It ended after the order did, or waits here for the order to end.
            .where('state', '<>', 'erased')
            .forKeyShare(),
        )
        .execute()
      await db
        .updateTable('orders')
        .set({ attentions: settled('contact') })
        .where('id', '=', order)
        .where(sql`attentions ->> 'contact'`, 'is not', null)
        .execute()
    },

    /** The first ones of an order, oldest first. */
    ofOrder: (order: string, limit: number): Promise<Download[]> =>
      db
        .selectFrom('downloads')
        .select(['version', 'at', 'network'])
        .where('order_id', '=', order)
        .orderBy('at')
        .limit(limit)
        .execute(),

    /** Deletes up to `limit` that are so many days old. @returns how many */
    clear: (days: number, limit: number): Promise<number> =>
      deleteOlder(db, { table: 'downloads', time: 'at', before: daysAgo(days), limit }),
  }
}

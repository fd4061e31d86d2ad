import { sql } from 'kysely'
import { entitledStates } from '../../pack/order.ts'
import type { Db } from '../database/database.ts'
import { daysAgo, now } from '../database/time.ts'
import { raised, settled } from '../orders/attentions.ts'

const collected = sql`exists (select from downloads where order_id = orders.id)`

/** Asks for a person to reach the customer, who does not get our letters and has not got the pack. */
export async function unreached(tx: Db, order: string, why: string): Promise<void> {
  await tx
    .updateTable('orders')
    .set({ attentions: raised('contact', why) })
    .where('id', '=', order)
    .where('state', '<>', 'erased')
    .where(sql<boolean>`not ${collected}`)
    .execute()
}

/** Customers who paid and never came. */
export function createUnreached(db: Db) {
  return {
    /** Nobody is asked to reach the customer any more. @returns whether somebody was */
    async markReached(order: string): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('orders')
        .set({ attentions: settled('contact'), reached_at: now })
        .where('id', '=', order)
        .where(sql`attentions ->> 'contact'`, 'is not', null)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },

    /**
     * Asks for a person where the pack is not downloaded so many days after the customer was reminded.
     *
     * @returns the orders for which nobody had been asked yet
     */
    async raiseUncollected(days: number): Promise<string[]> {
      const rows = await db
        .updateTable('orders')
        .set({ attentions: raised('contact', neverCollected) })
        .where('state', 'in', entitledStates)
        .where(sql`attentions ->> 'contact'`, 'is', null)
        .where('reached_at', 'is', null)
        .where(sql<boolean>`not ${collected}`)
        .where((e) =>
          e.exists(
            e
              .selectFrom('outbox')
              .select('order_id')
              .whereRef('order_id', '=', 'orders.id')
              .where('template', '=', 'reminder')
              .where('ending', '=', 'sent')
              .where('ended_at', '<', daysAgo(days)),
          ),
        )
        .returning('id')
        .execute()
      return rows.map(({ id }) => id)
    },
  }
}

const neverCollected =
  'The pack was paid for and never downloaded, though the customer was reminded; reach them otherwise.'

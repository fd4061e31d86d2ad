import { sql } from 'kysely'
import type { Db } from './database.ts'

/**
 * One small row for those who wait: a text that is another as soon as anything that an order's
 * status tells has changed. No text of the order, a release or a model is read for it.
 */
export function createPulse(db: Db) {
  /** @returns null when no order has this id */
  return async (order: string): Promise<string | null> => {
    const { rows } = await sql<{ pulse: string }>`
      select concat_ws(
        '|', orders.state, orders.attention, orders.next_update_by,
        (select count(published_at) from releases where order_id = orders.id),
        (select concat(count(*), ' ', max(recorded_at)) from outcomes where order_id = orders.id)
      ) as pulse
      from orders where orders.id = ${order}`.execute(db)
    return rows[0]?.pulse ?? null
  }
}

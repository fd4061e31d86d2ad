import { sql } from 'kysely'
import type { Db } from '../database/database.ts'

/**
 * One small row for those who wait: a text that is another after any write to the order, its
 * releases or its outcomes. It is made of the rows' `xmin`, which the database changes whenever it
 * writes one, so that no column is forgotten and no text of an order, a release or a model is read.
 */
export function createPulse(db: Db) {
  /** @returns null when no order has this id */
  return async (order: string): Promise<string | null> => {
    const { rows } = await sql<{ pulse: string }>`
      select concat_ws(
        ' ', orders.xmin,
        (select sum(xmin::text::bigint) from releases where order_id = orders.id),
        (select sum(xmin::text::bigint) from outcomes where order_id = orders.id)
      ) as pulse
      from orders where orders.id = ${order}`.execute(db)
    return rows[0]?.pulse ?? null
  }
}

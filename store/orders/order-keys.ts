import { sql } from 'kysely'
import { lookupsOf } from '../lookups.ts'
import type { Sealed } from '../sealing.ts'
import { fromRow, orderRows } from './stored-order.ts'

export function createOrderKeys({ db, vault }: Sealed) {
  const [newest] = vault.keyIds

  return {
    /** The order's key, wrapped; null when it was destroyed. */
    async wrapped(order: string): Promise<Uint8Array | null> {
      const key = db.selectFrom('order_keys').select('wrapped').where('order_id', '=', order)
      return (await key.executeTakeFirst())?.wrapped ?? null
    },

    /**
     * Has up to `limit` orders know nothing of an older `DATA_KEY`: their keys are wrapped by the newest,
     * and what they are found by is hashed by it. @returns how many
     */
    async rotate(limit: number): Promise<number> {
      const rows = await orderRows(db)
        .innerJoin('order_keys', 'order_keys.order_id', 'orders.id')
        .$narrowType<{ wrapped: Uint8Array }>()
        .where('key_id', '<>', newest)
        .orderBy('orders.id')
        .limit(limit)
        .execute()
      for (const row of rows) {
        const { id, email, answers } = fromRow(vault, row)
        const lookups = lookupsOf(vault, email, answers)
        const key = { wrapped: vault.rewrap(id, row.wrapped), key_id: newest }
        await db.transaction().execute(async (tx) => {
          // Answers that were corrected meanwhile have their own look-ups, which the next turn takes, and an order
          // that was erased has none.
          const { numUpdatedRows } = await tx
            .updateTable('orders')
            .set(lookups)
            .where('id', '=', id)
            .where('revision', '=', row.revision)
            .where('state', '<>', 'erased')
            .executeTakeFirst()
          if (numUpdatedRows > 0n)
            await tx.updateTable('order_keys').set(key).where('order_id', '=', id).execute()
        })
      }
      return rows.length
    },
  }
}

/** @throws Error when orders are sealed by a key that is none of those in `DATA_KEY` */
export async function requireKeys({ db, vault }: Sealed): Promise<void> {
  const { rows } = await sql<{ id: string; orders: number }>`
    select key_id as id, count(*) as orders from order_keys
    where key_id <> all(${sql.val([...vault.keyIds])}::text[])
    group by key_id order by orders desc`.execute(db)
  const [missing] = rows
  if (missing !== undefined)
    throw new Error(
      `DATA_KEY lacks the key ${missing.id}, under which ${missing.orders} orders are sealed; put it back, behind the newest one and a comma.`,
    )
}

import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../database/database.ts'

/**
 * The order's key as it stands, wrapped; where there is none, and it may have one, `fresh` becomes
 * it. Of several who bring one at once all get the first: the update changes nothing, and gives
 * what it waited for.
 */
export function standingKey(order: string, fresh: Uint8Array, mayHave: RawBuilder<boolean>) {
  const stands = sql`select wrapped from order_keys where order_id = ${order}`
  const made = sql`
    insert into order_keys (order_id, wrapped) select ${order}, ${fresh}
    where ${mayHave} and not exists (${stands})
    on conflict (order_id) do update set wrapped = order_keys.wrapped
    returning wrapped`
  return { stands, made }
}

/** Makes unreadable what was sealed by the order's key. */
export async function shred(db: Db, order: string): Promise<void> {
  await db.deleteFrom('order_keys').where('order_id', '=', order).execute()
}

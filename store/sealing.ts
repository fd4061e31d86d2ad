import { sql } from 'kysely'
import type { Database, Db } from './database/database.ts'

/** A database with what opens it. */
export type Sealed = Pick<Database, 'db' | 'vault'>

/** The key of the order whose id the expression is, wrapped; null once it was destroyed. */
export const wrappedOf = (order: string) =>
  sql<Uint8Array | null>`(select wrapped from order_keys where order_id = ${sql.ref(order)})`

/** @throws Error when it was destroyed: the order was erased */
export async function keyOf(db: Db, order: string): Promise<Uint8Array> {
  const key = db.selectFrom('order_keys').select('wrapped').where('order_id', '=', order)
  return (await key.executeTakeFirstOrThrow()).wrapped
}

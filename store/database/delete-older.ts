import { type RawBuilder, sql } from 'kysely'
import type { Tables } from '../tables.ts'
import type { Db } from './database.ts'

interface Old<Table extends keyof Tables> {
  readonly table: Table
  readonly time: keyof Tables[Table] & string
  readonly before: RawBuilder<string>
  readonly limit: number
}

/** Deletes the oldest of a table, up to so many, but for those that somebody holds. @returns how many */
export async function deleteOlder<Table extends keyof Tables>(
  db: Db,
  { table, time, before, limit }: Old<Table>,
): Promise<number> {
  const [from, at] = [sql.table(table), sql.ref(time)]
  const { numAffectedRows = 0n } = await sql`
    delete from ${from} where ctid = any(array(
      select ctid from ${from} where ${at} < ${before} order by ${at} limit ${limit}
      for update skip locked
    ))`.execute(db)
  return Number(numAffectedRows)
}

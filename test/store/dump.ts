import { sql } from 'kysely'
import type { Database } from '../../store/database/database.ts'

/** Every row of every table, as text. */
export async function dumpOf({ db }: Pick<Database, 'db'>): Promise<string> {
  const tables = await db.introspection.getTables()
  const dumps = tables.map(async ({ name }) => {
    const { rows } = await sql<{
      row: string
    }>`select t::text as row from ${sql.table(name)} t`.execute(db)
    return rows.map(({ row }) => row).join('\n')
  })
  return (await Promise.all(dumps)).join('\n')
}

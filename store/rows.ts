import { sql } from 'kysely'
import type { Tables } from './tables.ts'

/**
 * A select of rows, of which there may be none, for an insert into these columns. It names them: what
 * a newer schema has besides keeps its default.
 */
export function rowsFor<Table extends keyof Tables>(
  table: Table,
  columns: readonly (keyof Tables[Table] & string)[],
  rows: readonly object[],
) {
  const names = sql.join(columns.map((column) => sql.ref(column)))
  const json = JSON.stringify(rows)
  return sql`select ${names} from jsonb_populate_recordset(null::${sql.table(table)}, ${json})`
}

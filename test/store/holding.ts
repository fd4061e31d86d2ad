import { sql } from 'kysely'
import type { Db } from '../../store/database/database.ts'

/** Begins a transaction, and ends it when what is given back is called. */
export async function holding(db: Db, statement: (tx: Db) => Promise<unknown>) {
  const [locked, freed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const held = db.transaction().execute(async (tx) => {
    await statement(tx)
    locked.resolve()
    await freed.promise
  })
  await locked.promise
  return async () => {
    freed.resolve()
    await held
  }
}

/** How many wait for what is held; of PostgreSQL alone. */
export async function waitingForLocks(db: Db): Promise<number> {
  const { rows } = await sql`select from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
  return rows.length
}

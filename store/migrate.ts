import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'

const folder = join(import.meta.dirname, 'migrations')

/** Runs a text of several statements. */
type Exec = (text: string) => Promise<unknown>

/**
 * Runs the SQL files that have not run yet, in order, under the database's migration lock.
 *
 * @param exec set where the driver cannot take several statements in one query (PGlite); each file
 * is then a transaction of its own, and the folder lock keeps other processes out
 */
export async function migrate<T>(db: Kysely<T>, exec: Exec | null): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations(exec) },
    disableTransactions: exec !== null,
  })
  const { error } = await migrator.migrateToLatest()
  if (error)
    throw new Error(
      'The database schema could not be brought up to date; its error is the cause.',
      {
        cause: error,
      },
    )
}

function migrations(exec: Exec | null): Record<string, Migration> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'))
  return Object.fromEntries(
    files.map((file) => {
      const text = readFileSync(join(folder, file), 'utf8')
      const up = exec
        ? async () => void (await exec(`begin;\n${text}\ncommit;`))
        : async (db: Kysely<never>) => void (await sql.raw(text).execute(db))
      return [file, { up }]
    }),
  )
}

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { DEFAULT_MIGRATION_TABLE, type Migration, Migrator } from 'kysely/migration'
import type { Vault } from '../vault.ts'
import { sealOlderRows } from './seal-older-rows.ts'

const folder = join(import.meta.dirname, 'migrations')

/** Runs a text of several statements. */
type Exec = (text: string) => Promise<unknown>

/**
 * Runs the SQL files that have not run yet, in order, under the database's migration lock. Between two
 * of them stands one in code: only we can seal.
 *
 * @param exec set where the driver cannot take several statements in one query (PGlite); each file
 * is then a transaction of its own, and the folder lock keeps other processes out
 */
export async function migrate<T>(db: Kysely<T>, vault: Vault, exec: Exec | null): Promise<void> {
  const known = { ...migrations(exec), ...inCode(vault) }
  const newer = (await applied(db)).filter((name) => !(name in known))
  const breaking = newer.find((name) => name.endsWith(contracting))
  if (breaking !== undefined)
    throw new Error(
      `This build is too old for the database, which ${breaking} has changed; start a build that has it.`,
    )
  const migrator = new Migrator({
    db,
    // What a newer build has added does not disturb this one, so it counts as known.
    provider: { getMigrations: async () => ({ ...known, ...Object.fromEntries(newer.map(noop)) }) },
    allowUnorderedMigrations: true,
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

/** A migration of this name takes away what the builds before it use; any other only adds. */
const contracting = '.contract.sql'

const inCode = (vault: Vault): Record<string, Migration> => ({
  '0041-seal-older-rows': { up: (db) => sealOlderRows(db, vault) },
})

const noop = (name: string): [string, Migration] => [name, { up: async () => {} }]

/** Names of the migrations that the database has gone through. */
async function applied<T>(db: Kysely<T>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return []
  const { rows } = await sql<{
    name: string
  }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`.execute(db)
  return rows.map(({ name }) => name)
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

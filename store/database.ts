import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { claimFolder } from './folder-lock.ts'
import { migrate } from './migrate.ts'
import { openPGlite } from './pglite.ts'
import type { Tables } from './tables.ts'
import { parsers } from './values.ts'

export type Db = Kysely<Tables>

export interface Database {
  readonly db: Db
  readonly kind: 'postgresql' | 'pglite'
  /** One round trip; rejects when the database does not answer. */
  ping(): Promise<void>
  close(): Promise<void>
}

export interface DatabaseSettings {
  /** `postgres://…`; unset: the embedded database, for trial, in one process. */
  readonly url: string | undefined
  /** Folder of the embedded database. */
  readonly folder: string
}

/** Opens the database and brings its schema up to date. */
export async function openDatabase(settings: DatabaseSettings): Promise<Database> {
  const opened = settings.url ? openPostgres(settings.url) : await openEmbedded(settings.folder)
  try {
    await migrate(opened.db, opened.exec)
  } catch (error) {
    await opened.close()
    throw settings.url ? unusable(error) : error
  }
  const ping = async () => void (await opened.db.selectNoFrom((e) => e.val(1).as('one')).execute())
  return { db: opened.db, kind: opened.kind, ping, close: opened.close }
}

function unusable(cause: unknown): Error {
  const why = cause instanceof Error ? cause.message : String(cause)
  return new Error(
    `The database cannot be used (${why}); start the server, or correct DATABASE_URL.`,
    { cause },
  )
}

function openPostgres(url: string) {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5_000,
    types: { getTypeParser: (oid, format) => parsers[oid] ?? pg.types.getTypeParser(oid, format) },
  })
  // An idle connection that breaks is replaced by the pool; without a listener it ends the process.
  pool.on('error', () => {})
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return { kind: 'postgresql' as const, db, exec: null, close: () => db.destroy() }
}

async function openEmbedded(folder: string) {
  const release = claimFolder(folder)
  const { pglite, dialect } = await openPGlite(folder)
  const db = new Kysely<Tables>({ dialect })
  const close = async () => {
    await pglite.exec('checkpoint')
    await db.destroy()
    if (!pglite.closed) await pglite.close()
    release()
  }
  return { kind: 'pglite' as const, db, exec: (text: string) => pglite.exec(text), close }
}

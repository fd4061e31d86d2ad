import { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'
import type { Vault } from '../vault.ts'
import { claimFolder } from './folder-lock.ts'
import { migrate } from './migrate.ts'
import { openPGlite } from './pglite.ts'
import { endless, type Patience, patience, postgresDialect, readingPatience } from './postgres.ts'

export type Db = Kysely<Tables>

export interface Database {
  readonly db: Db
  /** Opens what is sealed in it. */
  readonly vault: Vault
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
  readonly vault: Vault
  readonly patience?: Patience
}

/** Opens the database and brings its schema up to date. */
export async function openDatabase({
  url,
  folder,
  vault,
  ...rest
}: DatabaseSettings): Promise<Database> {
  const opened = url
    ? await openPostgres(url, vault, rest.patience ?? patience)
    : await openEmbedded(folder, vault)
  const { db } = opened
  const ping = async () => void (await db.selectNoFrom((e) => e.val(1).as('one')).execute())
  return { ...opened, vault, ping }
}

/** A copy of the database that is only read; bringing its schema up to date is not our business. */
export function openReplica(url: string): Pick<Database, 'db' | 'close'> {
  const db = new Kysely<Tables>({ dialect: postgresDialect(url, readingPatience) })
  return { db, close: () => db.destroy() }
}

/** @throws Error with what the server or the driver said first */
async function openPostgres(url: string, vault: Vault, patience: Patience) {
  const migrating = new Kysely<Tables>({ dialect: postgresDialect(url, endless) })
  try {
    await migrate(migrating, vault, null)
  } catch (error) {
    throw new Error(
      `The database cannot be used (${firstCause(error)}); start the server, or correct DATABASE_URL.`,
      { cause: error },
    )
  } finally {
    await migrating.destroy()
  }
  const db = new Kysely<Tables>({ dialect: postgresDialect(url, patience) })
  return { kind: 'postgresql' as const, db, close: () => db.destroy() }
}

function firstCause(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code, message, cause } = error as NodeJS.ErrnoException
  return cause === undefined ? message || String(code) : firstCause(cause)
}

async function openEmbedded(folder: string, vault: Vault) {
  const release = claimFolder(folder)
  const { pglite, dialect } = await openPGlite(folder)
  const db = new Kysely<Tables>({ dialect })
  const close = async () => {
    await pglite.exec('checkpoint')
    await db.destroy()
    if (!pglite.closed) await pglite.close()
    release()
  }
  try {
    await migrate(db, vault, (text) => pglite.exec(text))
  } catch (error) {
    await close()
    throw error
  }
  return { kind: 'pglite' as const, db, close }
}

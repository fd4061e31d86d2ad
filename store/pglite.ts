import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { PGlite } from '@electric-sql/pglite'
import { type DatabaseConnection, PGliteDialect, PGliteDriver } from 'kysely'
import { parsers } from './values.ts'

/**
 * Kysely hands its one PGlite connection to every caller at once, so a statement of one caller
 * could land inside another's transaction. This driver lends it to one caller at a time.
 */
class OneAtATimeDriver extends PGliteDriver {
  #free: Promise<void> = Promise.resolve()
  #release = () => {}

  override async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#free
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#free = promise
    await before
    this.#release = resolve
    return super.acquireConnection()
  }

  override async releaseConnection(): Promise<void> {
    this.#release()
  }
}

/** Opens the database in the folder, after making it there if need be. */
export async function openPGlite(folder: string) {
  // Making a database leaves 300 MB behind in whatever process did it.
  if (!existsSync(join(folder, 'PG_VERSION')))
    await promisify(execFile)(process.execPath, [import.meta.filename, folder])
  const pglite = await create(folder)
  const config = { pglite }
  const dialect = new PGliteDialect(config)
  dialect.createDriver = () => new OneAtATimeDriver(config)
  return { pglite, dialect }
}

function create(folder: string): Promise<PGlite> {
  return PGlite.create({
    dataDir: folder,
    parsers: { ...parsers },
    // PostgreSQL's usual 128 MB would be a seventh of the whole process.
    postgresqlconf: ['shared_buffers = 8MB'],
  })
}

if (import.meta.main && process.argv[2] !== undefined) await (await create(process.argv[2])).close()

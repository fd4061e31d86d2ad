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

export async function openPGlite(folder: string) {
  const pglite = await PGlite.create({
    dataDir: folder,
    parsers: { ...parsers },
    // PostgreSQL's usual 128 MB would be a seventh of the whole process.
    postgresqlconf: ['shared_buffers = 8MB'],
  })
  const config = { pglite }
  const dialect = new PGliteDialect(config)
  dialect.createDriver = () => new OneAtATimeDriver(config)
  return { pglite, dialect }
}

import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'
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

/**
 * The folder's files for their owner alone: what PGlite is compiled to ignores the umask, and makes
 * them readable and writable by everybody.
 */
class PrivateFiles extends NodeFS {
  override async init(...[pglite, options]: Parameters<NodeFS['init']>) {
    const { emscriptenOpts } = await super.init(pglite, options)
    const preRun = [keepPrivate, ...[emscriptenOpts.preRun ?? []].flat()]
    return { emscriptenOpts: { ...emscriptenOpts, preRun } }
  }
}

interface Attributes {
  mode?: number
}

function keepPrivate({ NODEFS }: { NODEFS?: unknown }): void {
  const files = NODEFS as { doSetAttr(file: unknown, node: unknown, to: Attributes): void }
  const { doSetAttr } = files
  files.doSetAttr = (file, node, to, ...how: []) => {
    if (to.mode !== undefined) to.mode &= ~0o077
    doSetAttr(file, node, to, ...how)
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
    fs: new PrivateFiles(folder),
    parsers: { ...parsers },
    // PostgreSQL's usual 128 MB would be a seventh of the whole process.
    postgresqlconf: ['shared_buffers = 8MB'],
  })
}

if (import.meta.main && process.argv[2] !== undefined) await (await create(process.argv[2])).close()

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/**
 * Claims the embedded database's folder for this process; PGlite has no lock of its own, and two
 * processes on one folder lose acknowledged rows. The lock is the operating system's, taken by
 * SQLite, which Node.js brings: it ends with the process, however that ended, and holds between
 * containers, in which every first process has the id 1.
 *
 * @returns a function that gives the folder back
 * @throws Error naming the process that holds it
 */
export function claimFolder(folder: string): () => void {
  mkdirSync(dirname(folder), { recursive: true })
  const lock = new DatabaseSync(`${folder}.lock`)
  try {
    // Without a journal the one file is all there is.
    lock.exec('pragma journal_mode = off; pragma locking_mode = exclusive; begin exclusive')
  } catch (error) {
    lock.close()
    if ((error as { errcode?: number }).errcode !== busy) throw error
    throw new Error(
      `The embedded database in ${folder} is in use by process ${holderOf(folder)}, and it takes only one: stop that process, or set DATABASE_URL to a PostgreSQL server.`,
      { cause: error },
    )
  }
  writeFileSync(`${folder}.pid`, `${process.pid} on ${hostname()}`)
  return () => lock.close()
}

/** SQLite's `SQLITE_BUSY`. */
const busy = 5

/** For the message alone: `17 on shop-1`. */
function holderOf(folder: string): string {
  try {
    return readFileSync(`${folder}.pid`, 'utf8')
  } catch {
    return 'unknown'
  }
}

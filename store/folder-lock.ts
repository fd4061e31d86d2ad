import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Claims the embedded database's folder for this process; PGlite has no lock of its own, and two
 * processes on one folder lose acknowledged rows.
 *
 * @returns a function that gives the folder back
 * @throws Error naming the process that holds it
 */
export function claimFolder(folder: string): () => void {
  const lock = `${folder}.pid`
  mkdirSync(dirname(lock), { recursive: true })
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
  } catch {
    const holder = holderOf(lock)
    if (holder !== null)
      throw new Error(
        `The embedded database in ${folder} is in use by process ${holder}, and it takes only one: stop that process, or set DATABASE_URL to a PostgreSQL server.`,
      )
    rmSync(lock, { force: true })
    return claimFolder(folder)
  }
  return () => rmSync(lock, { force: true })
}

/** The live process named in the lock; null when it has ended. */
function holderOf(lock: string): number | null {
  const pid = Number(readFileSync(lock, 'utf8'))
  if (!Number.isInteger(pid) || pid <= 0) return null
  try {
    process.kill(pid, 0)
    return pid
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? pid : null
  }
}

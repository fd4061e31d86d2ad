import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, opendir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'

/**
 * Bytes under a content-addressed key such as `packs/<sha256>.zip`. A key's bytes never change, so
 * writing twice is harmless.
 */
export interface Blobs {
  get(key: string): Promise<Buffer | null>
  has(key: string): Promise<boolean>
  put(key: string, bytes: Uint8Array): Promise<void>
  /** Streams bytes `start` to `end` (inclusive); all of it when no range is given. */
  read(key: string, range?: { start: number; end: number }): Promise<Readable | null>
  /** Deletes what was put under a folder such as `pages` before that time. @returns how many */
  expire(folder: string, before: Date): Promise<number>
  /** Writes a block; rejects when that cannot be done, as on a full or read-only disk. */
  ping(): Promise<void>
}

const keyPattern = /^[a-z0-9-]+(\/[a-z0-9-]+)*\.[a-z0-9]+$/

export function createFileBlobs(folder: string): Blobs {
  const pathOf = (key: string) => {
    if (!keyPattern.test(key)) throw new Error(`“${key}” is not a blob key.`)
    return join(folder, key)
  }
  return {
    get: (key) => readFile(pathOf(key)).catch(nullIfMissing),
    has: async (key) => (await stat(pathOf(key)).catch(nullIfMissing)) !== null,
    async put(key, bytes) {
      const path = pathOf(key)
      const unfinished = `${path}.${randomUUID()}`
      await mkdir(dirname(path), { recursive: true })
      await writeFile(unfinished, bytes, { flush: true })
      // A rename is all or nothing: no reader ever sees half a pack.
      await rename(unfinished, path)
    },
    async read(key, range) {
      const path = pathOf(key)
      const there = await stat(path).catch(nullIfMissing)
      return there && createReadStream(path, range)
    },
    async expire(name, before) {
      let gone = 0
      for await (const path of filesIn(join(folder, name))) {
        const file = await stat(path).catch(nullIfMissing)
        if (file === null || file.mtime >= before) continue
        await rm(path, { force: true })
        gone += 1
      }
      return gone
    },
    async ping() {
      const probe = join(folder, `probe-${randomUUID()}`)
      await mkdir(folder, { recursive: true })
      try {
        await writeFile(probe, Buffer.alloc(4_096), { flush: true })
      } finally {
        await rm(probe, { force: true })
      }
    },
  }
}

/** What a writer that died left unfinished, too. */
async function* filesIn(folder: string) {
  const entries = await opendir(folder).catch(nullIfMissing)
  for await (const entry of entries ?? []) if (entry.isFile()) yield join(folder, entry.name)
}

function nullIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}

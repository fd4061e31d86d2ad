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
  /** @returns whether there was something to move */
  move(from: string, to: string): Promise<boolean>
  /** Deletes the oldest under a folder until what is left takes up at most so many bytes. @returns how many */
  trim(folder: string, bytes: number): Promise<number>
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
    async move(from, to) {
      await mkdir(dirname(pathOf(to)), { recursive: true })
      return (await rename(pathOf(from), pathOf(to)).catch(nullIfMissing)) !== null
    },
    ...deletions(folder),
    async ping() {
      const probe = join(folder, `probe-${randomUUID()}`)
      try {
        await mkdir(folder, { recursive: true })
        await writeFile(probe, Buffer.alloc(4_096), { flush: true })
      } catch (cause) {
        throw new Error(`Nothing can be written to ${folder} (STORE_URL); make room there.`, {
          cause,
        })
      } finally {
        await rm(probe, { force: true }).catch(() => {})
      }
    },
  }
}

function deletions(folder: string): Pick<Blobs, 'trim' | 'expire'> {
  return {
    async trim(name, bytes) {
      const files: BlobFile[] = []
      for await (const file of filesIn(join(folder, name))) files.push(file)
      let sum = 0
      let gone = 0
      for (const file of files.sort((a, b) => b.putAt.getTime() - a.putAt.getTime())) {
        sum += file.bytes
        if (sum <= bytes) continue
        await rm(file.path, { force: true })
        gone += 1
      }
      return gone
    },
    async expire(name, before) {
      let gone = 0
      for await (const { path, putAt } of filesIn(join(folder, name))) {
        if (putAt >= before) continue
        await rm(path, { force: true })
        gone += 1
      }
      return gone
    },
  }
}

interface BlobFile {
  readonly path: string
  readonly putAt: Date
  readonly bytes: number
}

/** What a writer that died left unfinished, too. */
async function* filesIn(folder: string): AsyncGenerator<BlobFile> {
  const entries = await opendir(folder).catch(nullIfMissing)
  for await (const entry of entries ?? []) {
    const path = join(folder, entry.name)
    const file = await stat(path).catch(nullIfMissing)
    if (file?.isFile()) yield { path, putAt: file.mtime, bytes: file.size }
  }
}

function nullIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}

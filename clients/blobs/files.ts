import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import {
  link,
  mkdir,
  opendir,
  readFile,
  rename,
  rm,
  rmdir,
  stat,
  statfs,
  writeFile,
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import {
  type Blob,
  type Blobs,
  checkedFolder,
  checkedKey,
  isKey,
  withHousekeeping,
} from './blobs.ts'

/** MiB: room for nine first releases, each with the documents that it is put together from. */
const leastRoom = 64

/** Blobs as files of a folder. */
export function createFileBlobs(folder: string): Blobs {
  const pathOf = (key: string) => join(folder, checkedKey(key))
  const unwritable = (cause: unknown) =>
    new Error(`Nothing can be written to ${folder} (STORE_URL); make room there.`, { cause })
  const has = async (key: string) => (await stat(pathOf(key)).catch(nullIfMissing)) !== null
  return withHousekeeping({
    get: (key) => readFile(pathOf(key)).catch(nullIfMissing),
    has,
    async put(key, bytes) {
      if (await has(key)) return
      await writeWhole(pathOf(key), bytes).catch((cause) => {
        throw unwritable(cause)
      })
    },
    async read(key, range) {
      const path = pathOf(key)
      const there = await stat(path).catch(nullIfMissing)
      return there && createReadStream(path, range)
    },
    async remove(key) {
      await rm(pathOf(key), { force: true })
      await leave(dirname(pathOf(key)))
    },
    async move(from, to) {
      await mkdir(dirname(pathOf(to)), { recursive: true })
      const moved = await rename(pathOf(from), pathOf(to)).catch(nullIfMissing)
      await leave(dirname(pathOf(from)))
      return moved !== null
    },
    list: (name) => filesIn(folder, checkedFolder(name)),
    async ping() {
      const probe = join(folder, `probe-${randomUUID()}`)
      await writeOnce(probe, Buffer.alloc(4_096)).catch((cause) => {
        throw unwritable(cause)
      })
      await rm(probe, { force: true })
      if (await hasLittleRoom(folder))
        throw new Error(
          `The disk of ${folder} (STORE_URL) has less than ${leastRoom} MiB left, which the next packs may need; make room there.`,
        )
    },
  })
}

/** Not where the file system does not say how large it is. */
async function hasLittleRoom(folder: string): Promise<boolean> {
  const { blocks, bavail, bsize } = await statfs(folder)
  return blocks > 0 && bavail * bsize < leastRoom * 2 ** 20
}

/** A link is all or nothing: no reader ever sees half a pack, and of several writers one makes it. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${path}.${randomUUID()}`
  // Whoever removes the last file of a folder removes the folder, perhaps just now.
  await writeOnce(unfinished, bytes).catch(async (error) => {
    if (error.code !== 'ENOENT') throw error
    await writeOnce(unfinished, bytes)
  })
  try {
    await link(unfinished, path).catch((error) => {
      if (linkless.includes(error.code)) return rename(unfinished, path)
      if (error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(unfinished, { force: true })
  }
}

/** From file systems that have no links, such as shares of Windows; there the last of several stays. */
const linkless = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']

async function writeOnce(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  try {
    await writeFile(path, bytes, { flush: true })
  } catch (error) {
    // Half of it would take up what is left of a full disk.
    await rm(path, { force: true }).catch(() => {})
    throw error
  }
}

/** A folder without files goes; there is one for each order. */
async function leave(folder: string): Promise<void> {
  await rmdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (!stays.includes(error.code ?? '')) throw error
  })
}

const stays = ['ENOTEMPTY', 'EEXIST', 'ENOENT']

/** What a writer that died left unfinished, too. */
async function* filesIn(root: string, folder: string): AsyncGenerator<Blob> {
  const entries = await opendir(join(root, folder)).catch(nullIfMissing)
  for await (const entry of entries ?? []) {
    const key = `${folder}/${entry.name}`
    if (entry.isDirectory()) yield* filesIn(root, key)
    if (!isKey(key)) continue
    const file = await stat(join(root, key)).catch(nullIfMissing)
    if (file?.isFile()) yield { key, putAt: file.mtime, bytes: file.size }
  }
}

function nullIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}

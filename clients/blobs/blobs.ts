import type { Readable } from 'node:stream'

/** Inclusive offsets inside a blob. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

export interface Blob {
  readonly key: string
  readonly putAt: Date
  readonly bytes: number
}

/** A place that keeps bytes under keys such as `packs/<sha256>.zip`. */
export interface BlobStore {
  /** Null when there is none. */
  get(key: string): Promise<Buffer | null>
  has(key: string): Promise<boolean>
  /**
   * A key's bytes never change: the first who puts them is the one who counts, whoever comes later
   * has nothing to do. No reader ever sees a part of them.
   */
  put(key: string, bytes: Uint8Array): Promise<void>
  /**
   * All of it when no range is given; of a range what there is of it. Destroyed early, it lets go of file or
   * connection.
   */
  read(key: string, range?: ByteRange): Promise<Readable | null>
  /** What is gone already is as it shall be. */
  remove(key: string): Promise<void>
  /** @returns whether there was something to move */
  move(from: string, to: string): Promise<boolean>
  /** All that lies under a folder such as `pages` or `pages/<order>`, in no order. */
  list(folder: string): AsyncIterable<Blob>
  /** Writes a block; rejects when that cannot be done, and where a disk has no room for some packs. */
  ping(): Promise<void>
}

/** With what is the same for every place. */
export type Blobs = BlobStore & Housekeeping

interface Housekeeping {
  /** Deletes the oldest under a folder until what is left takes up at most so many bytes. @returns how many */
  trim(folder: string, bytes: number): Promise<number>
  /** Deletes what was put under a folder before that time. @returns how many */
  expire(folder: string, before: Date): Promise<number>
  /** @returns how many */
  removeAll(folder: string): Promise<number>
}

export function withHousekeeping(store: BlobStore): Blobs {
  async function removeWhere(folder: string, isOver: (blob: Blob) => boolean): Promise<number> {
    let gone = 0
    for await (const blob of store.list(folder)) {
      if (!isOver(blob)) continue
      await store.remove(blob.key)
      gone += 1
    }
    return gone
  }
  return {
    ...store,
    expire: (folder, before) => removeWhere(folder, ({ putAt }) => putAt < before),
    removeAll: (folder) => removeWhere(folder, () => true),
    async trim(folder, bytes) {
      const kept = (await Array.fromAsync(store.list(folder))).sort(newestFirst)
      let sum = 0
      const over = kept.filter((blob) => (sum += blob.bytes) > bytes)
      for (const { key } of over) await store.remove(key)
      return over.length
    },
  }
}

const newestFirst = (a: Blob, b: Blob) => b.putAt.getTime() - a.putAt.getTime()

const name = '[a-z0-9_-]+'
const folderPattern = new RegExp(`^${name}(/${name})*$`)
const keyPattern = new RegExp(`^${name}(/${name})*(\\.[a-z0-9-]+)+$`)

/** What lies among our blobs and is none is left alone. */
export function isKey(text: string): boolean {
  return keyPattern.test(text)
}

/** @returns the key itself; none leads out of its store */
export function checkedKey(key: string): string {
  if (!isKey(key)) throw new Error(`“${key}” is not a blob key.`)
  return key
}

export function checkedFolder(folder: string): string {
  if (!folderPattern.test(folder)) throw new Error(`“${folder}” is not a folder of blobs.`)
  return folder
}

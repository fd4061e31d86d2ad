import type { ZipEntry } from '../../documents/zip.ts'
import { deflateEntry, type PackedEntry, storeEntry, zipOf } from './zip-writer.ts'

/** What is stored in a pack, and not deflated. */
const seals = /\/(manifest\.json(\.sig)?|SHA256SUMS)$/

/** The files as a pack of ours holds them. */
export function packedAs(entries: readonly ZipEntry[]): Promise<PackedEntry[]> {
  const pack = async ({ path, bytes }: ZipEntry) =>
    seals.test(path) ? storeEntry(path, bytes) : deflateEntry(path, bytes)
  return Promise.all(entries.map(pack))
}

/** Other files in the form of a pack of ours. */
export async function repack(entries: readonly ZipEntry[]): Promise<Buffer> {
  return zipOf(await packedAs(entries))
}

/** A kind of place in a zip: from byte, up to byte. */
export type Place = readonly [from: number, to: number]

export interface Anatomy {
  readonly headers: Place[]
  readonly headerNames: Place[]
  readonly data: Place[]
  readonly descriptors: Place[]
  readonly directory: Place[]
  readonly directoryNames: Place[]
  readonly end: Place[]
}

/** Where each part of a sound zip lies (APPNOTE 4.3.6). */
export function anatomyOf(zip: Buffer): Anatomy {
  const end = zip.length - 22
  const found: Anatomy = {
    headers: [],
    headerNames: [],
    data: [],
    descriptors: [],
    directory: [],
    directoryNames: [],
    end: [[end, zip.length]],
  }
  let at = zip.readUInt32LE(end + 16)
  while (at < end) {
    const [name, length, file] = [
      zip.readUInt16LE(at + 28),
      zip.readUInt32LE(at + 20),
      zip.readUInt32LE(at + 42),
    ]
    const data = file + 30 + name
    found.headers.push([file, file + 30])
    found.headerNames.push([file + 30, data])
    found.data.push([data, data + length])
    if (zip.readUInt16LE(at + 10) === 8) found.descriptors.push([data + length, data + length + 16])
    found.directory.push([at, at + 46])
    found.directoryNames.push([at + 46, at + 46 + name])
    at += 46 + name
  }
  return found
}

/** The zip with other bytes in the place of some, and every offset behind them put right. */
export function splice(zip: Buffer, [from, to]: Place, bytes: Uint8Array | string): Buffer {
  const inserted = Buffer.from(bytes)
  const by = inserted.length - (to - from)
  const spliced = Buffer.concat([zip.subarray(0, from), inserted, zip.subarray(to)])
  const oldEnd = zip.length - 22
  const start = zip.readUInt32LE(oldEnd + 16)
  const end = to <= oldEnd ? oldEnd + by : oldEnd
  const inDirectory = from >= start && to > start && from < oldEnd && to <= oldEnd
  const newStart = to <= start ? start + by : start
  spliced.writeUInt32LE(newStart, end + 16)
  if (inDirectory) spliced.writeUInt32LE(zip.readUInt32LE(oldEnd + 12) + by, end + 12)
  if (to <= start) moveOffsets(spliced, newStart, end, to, by)
  return spliced
}

function moveOffsets(zip: Buffer, start: number, end: number, to: number, by: number): void {
  let at = start
  while (at < end) {
    const file = zip.readUInt32LE(at + 42)
    if (file >= to) zip.writeUInt32LE(file + by, at + 42)
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30)
  }
}

/** The zip with one number written over another. */
export function overwrite(zip: Buffer, at: number, length: 2 | 4, value: number): Buffer {
  const changed = Buffer.from(zip)
  changed.writeUIntLE(value, at, length)
  return changed
}

import { crc32 } from 'node:zlib'
import { deflated as deflate, type ZipEntry } from '../../documents/zip.ts'

/** A file as a zip holds it. */
export interface PackedEntry extends ZipEntry {
  readonly deflated: boolean
  readonly data: Uint8Array
}

/**
 * The first date a zip can hold. An entry's date says nothing that the manifest does not, and a
 * fixed one is the same in every release and every time zone.
 */
const date = 0x0021_0000

/** Unix, as of version 4.5 of the format; a plain file, 0644, not to be hidden. */
const madeBy = 0x032d
const rights = 0x81a4_0020

export async function deflateEntry(path: string, bytes: Uint8Array): Promise<PackedEntry> {
  return { path, bytes, deflated: true, data: await deflate(bytes) }
}

/** What is stored as it is has one form only, which no deflated file can promise. */
export function storeEntry(path: string, bytes: Uint8Array): PackedEntry {
  return { path, bytes, deflated: false, data: bytes }
}

/**
 * Entry after entry, the directory, its end (APPNOTE 4.3.6), and nothing else: the form of a pack of
 * ours, written record by record, so that a test can pack a file in another way.
 */
export function zipOf(entries: readonly PackedEntry[]): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const entry of sorted(entries)) {
    const file = fileRecord(entry)
    files.push(file)
    directory.push(directoryRecord(entry, at))
    at += file.length
  }
  const records = Buffer.concat(directory)
  return Buffer.concat([...files, records, endRecord(entries.length, records.length, at)])
}

function sorted(entries: readonly PackedEntry[]): PackedEntry[] {
  return [...entries].sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** A deflated file's sums stand behind it, as streaming writers put them. */
function fileRecord(entry: PackedEntry): Buffer {
  const { deflated, data } = entry
  const sums = sumsOf(entry)
  const head = record(
    [4, 0x0403_4b50],
    ...packing(deflated),
    ...(deflated ? sums.map(([length]): Field => [length, 0]) : sums),
    ...nameLengths(entry),
  )
  const tail = deflated ? record([4, 0x0807_4b50], ...sums) : Buffer.of()
  return Buffer.concat([head, Buffer.from(entry.path, 'latin1'), data, tail])
}

function directoryRecord(entry: PackedEntry, at: number): Buffer {
  const head = record(
    [4, 0x0201_4b50],
    [2, madeBy],
    ...packing(entry.deflated),
    ...sumsOf(entry),
    ...nameLengths(entry),
    // No comment, disk 0, no internal attributes.
    [6, 0],
    [4, rights],
    [4, at],
  )
  return Buffer.concat([head, Buffer.from(entry.path, 'latin1')])
}

function endRecord(count: number, length: number, at: number): Buffer {
  return record([4, 0x0605_4b50], [4, 0], [2, count], [2, count], [4, length], [4, at], [2, 0])
}

/** Bytes, and the number they hold. */
type Field = readonly [length: number, value: number]

/** Version needed, flags, method, date. */
function packing(deflated: boolean): Field[] {
  return deflated
    ? [
        [2, 20],
        [2, 8],
        [2, 8],
        [4, date],
      ]
    : [
        [2, 10],
        [2, 0],
        [2, 0],
        [4, date],
      ]
}

function sumsOf({ bytes, data }: PackedEntry): Field[] {
  return [
    [4, crc32(bytes)],
    [4, data.length],
    [4, bytes.length],
  ]
}

/** And no extra field. */
function nameLengths({ path }: PackedEntry): Field[] {
  return [
    [2, path.length],
    [2, 0],
  ]
}

function record(...fields: readonly Field[]): Buffer {
  const bytes = Buffer.alloc(fields.reduce((sum, [length]) => sum + length, 0))
  fields.reduce((at, [length, value]) => bytes.writeUIntLE(value, at, length), 0)
  return bytes
}

/**
 * Reads a zip only in the one form that we write, so that no two programs can unpack it differently:
 * entry after entry from the first byte, then the directory, then its end record, nothing between,
 * before or behind; each field of each record has the one value it can have (APPNOTE.TXT 6.3.10).
 */
import { crc32, inflateRawSync } from 'node:zlib'
import { Difference } from './difference.ts'

/** A pack is far below these; more is not a pack of ours, or a zip bomb. */
const most = { entries: 500, bytes: 64 * 1024 * 1024 } as const

export interface Entry {
  readonly name: string
  readonly content: Buffer
  /** Null: stored as it is. */
  readonly deflated: Buffer | null
}

/** What the directory says of a file. */
interface Listed {
  readonly name: string
  readonly deflated: boolean
  readonly crc: number
  readonly packedBytes: number
  readonly bytes: number
  readonly at: number
}

/** @throws Difference with the first thing that is not as we write it */
export function readZip(zip: Buffer): Entry[] {
  if (zip.length > most.bytes) throw new Difference('The zip is larger than any pack of ours.')
  const end = zip.length - 22
  if (end < 0 || number(zip, 0, 4) !== 0x0403_4b50)
    throw new Difference('The file does not begin as a zip file of ours does.')
  const { count, start } = readEnd(zip, end)
  const listed = readDirectory(zip, start, end, count)
  checkNames(listed)
  checkSize(listed)
  let at = 0
  const entries = listed.map((file) => {
    const { entry, next } = readFile(zip, file, at, start)
    at = next
    return entry
  })
  if (at !== start) throw new Difference('There are bytes before the directory that no file owns.')
  return entries
}

function readEnd(zip: Buffer, end: number) {
  if (number(zip, end, 4) !== 0x0605_4b50)
    throw new Difference('The zip does not end with its end record: it was cut short or added to.')
  const count = number(zip, end + 10, 2)
  const length = number(zip, end + 12, 4)
  const start = number(zip, end + 16, 4)
  expectFields(zip, end, 'The end record', [
    ['disk', 4, 2, 0],
    ['disk of the directory', 6, 2, 0],
    ['number of entries on this disk', 8, 2, count],
    ['length of the comment', 20, 2, 0],
  ])
  if (start + length !== end)
    throw new Difference('The directory does not reach to the end record: bytes lie between them.')
  if (count > most.entries) throw new Difference('The zip has more files than any pack of ours.')
  return { count, start }
}

function readDirectory(zip: Buffer, start: number, end: number, count: number): Listed[] {
  const listed: Listed[] = []
  let at = start
  for (let index = 0; index < count; index++) {
    if (at + 46 > end)
      throw new Difference('The directory has fewer entries than its end record says.')
    const nameEnd = at + 46 + number(zip, at + 28, 2)
    if (nameEnd > end) throw new Difference('A name in the directory runs beyond its end.')
    listed.push(readListed(zip, at, nameEnd))
    at = nameEnd
  }
  if (at !== end)
    throw new Difference('The directory holds more than the entries that its end record counts.')
  return listed
}

function readListed(zip: Buffer, at: number, nameEnd: number): Listed {
  const name = zip.toString('latin1', at + 46, nameEnd)
  const deflated = number(zip, at + 10, 2) !== 0
  expectFields(zip, at, `The directory record of ${name}`, [
    ['signature', 0, 4, 0x0201_4b50],
    ['system', 4, 2, 0x032d],
    ...packing(deflated, 6),
    ['length of the extra field', 30, 2, 0],
    ['length of the comment', 32, 2, 0],
    ['disk', 34, 2, 0],
    ['internal attributes', 36, 2, 0],
    ['rights', 38, 4, 0x81a4_0020],
  ])
  return {
    name,
    deflated,
    crc: number(zip, at + 16, 4),
    packedBytes: number(zip, at + 20, 4),
    bytes: number(zip, at + 24, 4),
    at: number(zip, at + 42, 4),
  }
}

/** Names that every system unpacks to the same place: one folder, at most one more inside it. */
function checkNames(listed: readonly Listed[]): void {
  const strange = listed.find(({ name }) => !/^[a-z0-9-]+(\/[A-Za-z0-9][\w.-]*){1,2}$/.test(name))
  if (strange)
    throw new Difference(`The zip holds the name "${strange.name}", which no file of ours has.`)
  const seen = new Set<string>()
  for (const { name } of listed) {
    const same = name.toLowerCase()
    if (seen.has(same)) throw new Difference(`${name} is in the zip twice.`)
    seen.add(same)
  }
  const misplaced = listed.find(({ name }, index) => name < (listed[index - 1]?.name ?? ''))
  if (misplaced)
    throw new Difference(`${misplaced.name} is not in its place in the order of names.`)
}

function checkSize(listed: readonly Listed[]): void {
  const total = listed.reduce((sum, { bytes }) => sum + bytes, 0)
  if (total > most.bytes) throw new Difference('The zip unpacks to more than any pack of ours.')
}

function readFile(zip: Buffer, file: Listed, at: number, limit: number) {
  const { name, deflated, crc, packedBytes, bytes } = file
  if (file.at !== at) throw new Difference(`${name} does not begin where the file before it ends.`)
  const start = at + 30 + name.length
  const next = start + packedBytes + (deflated ? 16 : 0)
  if (next > limit) throw new Difference(`${name} runs into the directory.`)
  expectFields(zip, at, `The header of ${name}`, [
    ['signature', 0, 4, 0x0403_4b50],
    ...packing(deflated, 4),
    ['checksum', 14, 4, deflated ? 0 : crc],
    ['packed size', 18, 4, deflated ? 0 : packedBytes],
    ['size', 22, 4, deflated ? 0 : bytes],
    ['length of the name', 26, 2, name.length],
    ['length of the extra field', 28, 2, 0],
  ])
  if (zip.toString('latin1', at + 30, start) !== name)
    throw new Difference(`${name} has another name in its header than in the directory.`)
  if (deflated)
    expectFields(zip, start + packedBytes, `The descriptor of ${name}`, [
      ['signature', 0, 4, 0x0807_4b50],
      ['checksum', 4, 4, crc],
      ['packed size', 8, 4, packedBytes],
      ['size', 12, 4, bytes],
    ])
  const packed = zip.subarray(start, start + packedBytes)
  const content = deflated ? inflate(packed, file) : packed
  if (content.length !== bytes)
    throw new Difference(`${name} does not have the size that the zip says.`)
  if (crc32(content) !== crc)
    throw new Difference(`${name} does not have the checksum that the zip says.`)
  return { entry: { name, content, deflated: deflated ? packed : null }, next }
}

function inflate(packed: Buffer, { name, bytes }: Listed): Buffer {
  const broken = () => new Difference(`${name} cannot be unpacked: its data are damaged.`)
  try {
    const limit = { maxOutputLength: Math.max(bytes, 1), info: true } as const
    const { buffer, engine } = inflateRawSync(packed, limit) as unknown as Inflated
    if (engine.bytesWritten === packed.length) return buffer
  } catch {
    throw broken()
  }
  throw new Difference(`There are bytes behind the data of ${name}.`)
}

/** With `info`, which the types of Node do not know. */
interface Inflated {
  readonly buffer: Buffer
  readonly engine: { readonly bytesWritten: number }
}

type Expected = readonly [what: string, offset: number, length: 2 | 4, value: number]

function packing(deflated: boolean, offset: number): Expected[] {
  return [
    ['version', offset, 2, deflated ? 20 : 10],
    ['flags', offset + 2, 2, deflated ? 8 : 0],
    ['method', offset + 4, 2, deflated ? 8 : 0],
    ['date', offset + 6, 4, 0x0021_0000],
  ]
}

function expectFields(zip: Buffer, at: number, record: string, fields: readonly Expected[]): void {
  for (const [what, offset, length, value] of fields) {
    const found = number(zip, at + offset, length)
    if (found === value) continue
    const hex = (it: number) => `0x${it.toString(16)}`
    throw new Difference(
      `${record} has ${hex(found)} as ${what}; in a pack of ours it has ${hex(value)}.`,
    )
  }
}

function number(zip: Buffer, at: number, length: 2 | 4): number {
  return zip.readUIntLE(at, length)
}

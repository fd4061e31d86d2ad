import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { zip } from '../../documents/zip.ts'
import { anatomy, differenceOf, entries, top, whole } from './genuine.ts'
import { anatomyOf, overwrite, type Place, packedAs, repack, splice } from './zip-surgery.ts'
import { type PackedEntry, storeEntry, zipOf } from './zip-writer.ts'

const first = (places: readonly Place[]) => places[0] ?? [0, 0]
const end = () => whole.length - 22
const start = () => whole.readUInt32LE(end() + 16)
/** Of the directory's records. */
const second = () => anatomy.directory[1]?.[0] ?? 0
const renamed = (from: string, to: string) =>
  repack(entries.map((it) => ({ ...it, path: it.path.replace(from, to) })))
const added = (path: string) => repack([...entries, { path, bytes: Buffer.from('x') }])

/** A record of the directory with an extra field, as APPNOTE 4.6.9 has it. */
function withUnicodePath(): Buffer {
  const path = Buffer.from(`${top}/evil.md`)
  const field = Buffer.concat([
    Buffer.from([0x75, 0x70, 5 + path.length, 0, 1]),
    Buffer.alloc(4),
    path,
  ])
  const [from] = first(anatomy.directory)
  const [, to] = first(anatomy.directoryNames)
  const grown = splice(whole, [to, to], field)
  return overwrite(grown, from + 30, 2, field.length)
}

function withSignature(change: (signature: string) => string): Promise<Buffer> {
  return repack(
    entries.map((it) =>
      it.path.endsWith('.sig') ? { ...it, bytes: Buffer.from(change(it.bytes.toString())) } : it,
    ),
  )
}

/** The same files, one of them packed otherwise. */
async function packed(path: string, how: (entry: PackedEntry) => PackedEntry): Promise<Buffer> {
  const all = await packedAs(entries)
  return zipOf(all.map((it) => (it.path.endsWith(path) ? how(it) : it)))
}

const zip64 = Buffer.concat([
  Buffer.from('PK\x06\x06'),
  Buffer.alloc(52),
  Buffer.from('PK\x06\x07'),
  Buffer.alloc(16),
])

describe('a zip in another form than ours is not genuine, and the difference is said', () => {
  const attacks: [string, () => Promise<Buffer> | Buffer, RegExp][] = [
    [
      'more entries than its end counts',
      () => overwrite(overwrite(whole, end() + 8, 2, 3), end() + 10, 2, 3),
      /more than the entries that its end record counts/,
    ],
    [
      'fewer entries than its end counts',
      () => overwrite(overwrite(whole, end() + 8, 2, 400), end() + 10, 2, 400),
      /fewer entries than its end record says/,
    ],
    [
      'a count that differs by disk',
      () => overwrite(whole, end() + 8, 2, 3),
      /has 0x3 as number of entries on this disk/,
    ],
    [
      'a second directory behind',
      () => Buffer.concat([whole, whole.subarray(start())]),
      /does not reach to the end record/,
    ],
    [
      'a second directory before',
      () => splice(whole, [start(), start()], whole.subarray(start(), end())),
      /before the directory that no file owns/,
    ],
    ['a zip64 locator', () => splice(whole, [end(), end()], zip64), /bytes lie between them/],
    [
      'a symbolic link',
      () => overwrite(whole, first(anatomy.directory)[0] + 38, 4, 0xa1ff_0000),
      /has 0xa1ff0000 as rights; in a pack of ours it has 0x81a40020/,
    ],
    [
      'a setuid program',
      () => overwrite(whole, first(anatomy.directory)[0] + 38, 4, 0x89ed_0000),
      /has 0x89ed0000 as rights/,
    ],
    ['a Unicode path field', withUnicodePath, /as length of the extra field/],
    [
      'an encrypted entry',
      () => overwrite(whole, first(anatomy.directory)[0] + 8, 2, 9),
      /has 0x9 as flags; in a pack of ours it has 0x8/,
    ],
    [
      'a script before it',
      () => splice(whole, [0, 0], '#!/bin/sh\necho hello\n'),
      /does not begin as a zip file of ours/,
    ],
    [
      'a comment',
      () => overwrite(Buffer.concat([whole, Buffer.from('hello')]), whole.length - 2, 2, 5),
      /does not end with its end record/,
    ],
    [
      'bytes behind it',
      () => Buffer.concat([whole, Buffer.from('x')]),
      /does not end with its end record/,
    ],
    [
      'a comment on a file',
      () => overwrite(splice(whole, [second(), second()], 'hello'), start() + 32, 2, 5),
      /has 0x5 as length of the comment/,
    ],
    [
      'a file that the directory does not list',
      () =>
        splice(
          whole,
          [first(anatomy.descriptors)[1], first(anatomy.descriptors)[1]],
          whole.subarray(0, first(anatomy.descriptors)[1]),
        ),
      /does not begin where the file before it ends/,
    ],
    [
      'another name in the header',
      () => splice(whole, first(anatomy.headerNames), `${top}/00-README.mz`),
      /another name in its header than in the directory/,
    ],
    [
      'text behind the signature',
      () => withSignature((it) => `${it}Trust me.\n`),
      /not 88 characters of base64/,
    ],
    [
      'a signature without the end of its line',
      () => withSignature((it) => it.trimEnd()),
      /not 88 characters of base64/,
    ],
    [
      'a signature in another spelling',
      () =>
        withSignature((it) =>
          it.replace(/.==/, (last) => `${String.fromCodePoint((last.codePointAt(0) ?? 0) + 1)}==`),
        ),
      /not 88 characters of base64/,
    ],
    [
      'the folder of another firm',
      () => renamed(top, 'gdpr-pack-another-firm'),
      /The top folder is gdpr-pack-another-firm; the manifest says gdpr-pack-/,
    ],
    ['names that differ in case only', () => added(`${top}/licence.md`), /is in the zip twice/],
    ['a name that leads up', () => added(`${top}/../x.md`), /holds the name ".*\.\.\/x\.md"/],
    ['an absolute name', () => added('/etc/passwd'), /holds the name "\/etc\/passwd"/],
    ['a backslash', () => added(`${top}\\x.md`), /holds the name/],
    ['a drive', () => added('C:/x.md'), /holds the name "C:\/x\.md"/],
    ['a folder as an entry', () => added(`${top}/`), /holds the name/],
    [
      'another order of its files',
      () =>
        renamed('SOURCES.md', 'AA.md').then((it) =>
          Buffer.from(it.toString('latin1').replaceAll(`${top}/AA.md`, `${top}/ZZ.md`), 'latin1'),
        ),
      /not in its place/,
    ],
    [
      'a file deflated by another program',
      () => packed('LICENCE.md', (it) => ({ ...it, data: deflateRawSync(it.bytes, { level: 1 }) })),
      /LICENCE\.md is whole, but was packed by another program/,
    ],
    [
      'a file that is not deflated',
      () => packed('LICENCE.md', (it) => storeEntry(it.path, it.bytes)),
      /LICENCE\.md is whole, but was packed/,
    ],
    [
      'bytes behind the data of a file',
      () =>
        packed('LICENCE.md', (it) => ({
          ...it,
          data: Buffer.concat([it.data, Buffer.from('PK')]),
        })),
      /bytes behind the data of .*LICENCE\.md/,
    ],
    ['a deflated manifest', () => zip(entries), /manifest\.json is whole, but was packed/],
    [
      'a file of an endless size',
      () => overwrite(whole, first(anatomy.directory)[0] + 24, 4, 0xffff_ffff),
      /unpacks to more than any pack/,
    ],
  ]
  test.each(attacks)('%s', async (_, make, expected) => {
    expect(differenceOf(await make())).toMatch(expected)
  })
})

describe('a pack of 0.1.0, whose manifest does not name its folder', () => {
  const older = readFileSync(join(import.meta.dirname, 'packs', '0.1.0-self-serve-v1.zip'))

  test('stays genuine', () => {
    expect(differenceOf(older)).toBe(null)
  })

  test('is held to the form of a zip all the same', () => {
    const [from] = first(anatomyOf(older).directory)
    expect(differenceOf(overwrite(older, from + 38, 4, 0x89ed_0000))).toMatch(/as rights/)
    expect(differenceOf(Buffer.concat([older, Buffer.from('x')]))).toMatch(/end record/)
  })
})

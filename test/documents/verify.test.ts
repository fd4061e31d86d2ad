import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSigner } from '../../documents/bundle/signature.ts'
import type { ZipEntry } from '../../documents/zip.ts'
import { mainFirm, orderOf } from '../packs/firms.ts'
import { firstRelease, makePack, seed, temporaryFolder } from './rig.ts'
import { readZip } from './zip-reader.ts'
import { repack } from './zip-surgery.ts'

const script = join(import.meta.dirname, '..', '..', 'commands', 'verify.ts')
const folder = temporaryFolder()
const key = folder.write('key.pem', Buffer.from(createSigner(seed).publicPem))
let entries: ZipEntry[]
let top: string
let whole: Uint8Array

beforeAll(async () => {
  const order = orderOf(mainFirm.answers)
  const made = await makePack(order, firstRelease(order))
  whole = made.zip
  top = made.text.folder
  entries = await readZip(made.zip)
})

afterAll(() => folder.remove())

function verify(bytes: Uint8Array, ...args: string[]) {
  return verifyFile(folder.write('pack.zip', bytes), ...args)
}

function verifyFile(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
    env: { ...process.env, DATA_DIR: join(folder.path, 'none') },
  })
  return { status, said: (stdout + stderr).trim() }
}

const at = (path: string) => `${top}/${path}`

/** The pack with one file changed, added or (with null) taken out. */
function changed(path: string, bytes: string | null): Promise<Uint8Array> {
  const others = entries.filter((entry) => entry.path !== at(path))
  return repack(
    bytes === null ? others : [...others, { path: at(path), bytes: Buffer.from(bytes) }],
  )
}

function contentOf(path: string): string {
  return Buffer.from(entries.find((entry) => entry.path === at(path))?.bytes ?? []).toString()
}

test('a genuine pack is accepted, with its order and release', () => {
  expect(verify(whole, '--key', key)).toEqual({
    status: 0,
    said: expect.stringContaining('genuine and whole. Order ord_test, release 1'),
  })
})

test('an older key in the same file will do', () => {
  const other = createSigner(Buffer.alloc(32, 9).toString('base64')).publicPem
  const both = folder.write('both.pem', Buffer.from(other + createSigner(seed).publicPem))
  expect(verify(whole, '--key', both).status).toBe(0)
})

describe('a difference is named, with exit code 1', () => {
  const cases: [string, () => Promise<Uint8Array> | Uint8Array, RegExp][] = [
    ['a changed file', () => changed('DISCLAIMER.md', 'No risk.'), /DISCLAIMER\.md has 8 bytes/],
    [
      'a changed file of the same length',
      () => changed('DISCLAIMER.md', contentOf('DISCLAIMER.md').replace('not', 'now')),
      /DISCLAIMER\.md is not the file that was signed/,
    ],
    ['a missing file', () => changed('LICENCE.md', null), /LICENCE\.md is in the manifest but not/],
    ['an added file', () => changed('extra.md', 'x'), /extra\.md is in the zip but not in the man/],
    ['no manifest', () => changed('manifest.json', null), /no manifest\.json\./],
    ['no signature', () => changed('manifest.json.sig', null), /no manifest\.json\.sig/],
    ['no checksums', () => changed('SHA256SUMS', null), /no SHA256SUMS/],
    [
      'a changed manifest',
      () => changed('manifest.json', contentOf('manifest.json').replace('true', 'false')),
      /signature of manifest\.json does not match/,
    ],
    ['a signature that is none', () => changed('manifest.json.sig', 'AAAA'), /not 88 characters/],
    [
      'a wrong checksum',
      () => changed('SHA256SUMS', contentOf('SHA256SUMS').replace(/^./, 'x')),
      /Line 1 of SHA256SUMS is "x/,
    ],
    [
      'a checksum too few',
      () => changed('SHA256SUMS', contentOf('SHA256SUMS').split('\n').slice(1).join('\n')),
      /Line 1 of SHA256SUMS is/,
    ],
    ['a file twice', () => repack([...entries, file(at('SOURCES.md'))]), /is in the zip twice/],
    [
      'a second top folder',
      () => repack([...entries, file('other/x.md')]),
      /more than one top folder/,
    ],
    [
      'a file beside the folder',
      () => repack([...entries, file('x.md')]),
      /holds the name "x\.md"/,
    ],
    [
      'a zip cut short',
      () => whole.slice(0, whole.length - 900),
      /does not end with its end record/,
    ],
    ['no zip at all', () => Buffer.from('hello'), /does not begin as a zip file/],
  ]
  test.each(cases)('%s', async (_, make, expected) => {
    const { status, said } = verify(await make(), '--key', key)
    expect(said).toMatch(expected)
    expect(said.split('\n')).toHaveLength(1)
    expect(status).toBe(1)
  })

  test('another key', () => {
    const pem = createSigner(Buffer.alloc(32, 9).toString('base64')).publicPem
    const other = folder.write('other.pem', Buffer.from(pem))
    expect(verify(whole, '--key', other)).toEqual({
      status: 1,
      said: 'The signature of manifest.json does not match the public key.',
    })
  })

  test('a pack signed again with a key laid beside it', async () => {
    const own = createSigner(Buffer.alloc(32, 9).toString('base64'))
    const forged = contentOf('manifest.json').replace(/"keyId": "\w+"/, `"keyId": "${own.keyId}"`)
    const bytes = await repack([
      ...entries.filter(({ path }) => !path.includes('manifest')),
      { path: at('manifest.json'), bytes: Buffer.from(forged) },
      { path: at('manifest.json.sig'), bytes: Buffer.from(own.sign(Buffer.from(forged))) },
    ])
    folder.write('signing.pub.pem', Buffer.from(own.publicPem))
    expect(verify(bytes, '--key', key).status).toBe(1)
  })
})

test('what a zip or its name would do to the terminal is printed as numbers', async () => {
  const evil = `${top}/\u001b]0;owned\u0007.md`
  const { said } = verify(await repack([...entries, file(evil)]), '--key', key)
  expect(said).toContain(`${top}/\\u{1b}]0;owned\\u{7}.md`)
  const missing = verifyFile('\u001b[2J\u202egnp.zip', '--key', key)
  expect(missing.said).toBe(
    'There is no file \\u{1b}[2J\\u{202e}gnp.zip; name the pack that you downloaded.',
  )
})

describe('wrong usage is exit code 2', () => {
  test.each([
    ['no file', []],
    ['two files', ['a.zip', 'b.zip']],
    ['an unknown option', ['a.zip', '--force']],
  ])('%s', (_, args) => {
    const { status, said } = verifyFile(...args)
    expect(status).toBe(2)
    expect(said).toContain('Usage: npm run verify -- pack.zip [--key FILE]')
  })

  test('no key where one is looked for', () => {
    const { status, said } = verify(whole)
    expect(status).toBe(2)
    expect(said).toMatch(/There is no public key at .*signing\.pub\.pem/)
  })

  test('a key file without a key', () => {
    const { status, said } = verify(whole, '--key', folder.write('empty.pem', Buffer.from('x')))
    expect([status, said]).toEqual([2, expect.stringContaining('holds no public key')])
  })
})

function file(path: string): ZipEntry {
  return { path, bytes: Buffer.from('x') }
}

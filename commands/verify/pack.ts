/** Is a zip a pack of ours, whole and unchanged? Nothing in it is believed before its signature is. */
import { createHash, type KeyObject, verify } from 'node:crypto'
import { Difference } from './difference.ts'
import { type Entry, readZip } from './zip.ts'

export interface Manifest {
  readonly schema: string
  /** Absent from packs before 0.2.0, as is each file's `packedSha256`. */
  readonly folder?: string
  readonly order: string
  readonly pack: string
  readonly release: number
  readonly keyId: string
  readonly files: readonly Listed[]
}

interface Listed {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
  readonly packedSha256?: string
}

/** By their path inside the top folder. */
type Files = ReadonlyMap<string, Entry>

const sums = 'SHA256SUMS'
/** What the manifest cannot list. */
const seals = ['manifest.json', 'manifest.json.sig', sums] as const

/** @throws Difference with the first thing that is not as we delivered it */
export function checkPack(zip: Buffer, keys: readonly KeyObject[]): Manifest {
  const entries = readZip(zip)
  const folder = topFolder(entries)
  const files: Files = new Map(entries.map((it) => [it.name.slice(folder.length + 1), it]))
  const manifest = checkSignature(files, keys)
  checkFolder(folder, manifest)
  checkFiles(files, manifest.files)
  checkSums(files)
  if (manifest.folder !== undefined) checkPacking(files, manifest.files)
  return manifest
}

function topFolder(entries: readonly Entry[]): string {
  const [folder = '', other] = new Set(entries.map(({ name }) => name.slice(0, name.indexOf('/'))))
  if (other !== undefined) throw new Difference('The zip has more than one top folder.')
  return folder
}

function checkSignature(files: Files, keys: readonly KeyObject[]): Manifest {
  const bytes = contentOf(files, 'manifest.json')
  const text = contentOf(files, 'manifest.json.sig').toString('latin1')
  const signature = Buffer.from(text, 'base64')
  if (text.length !== 89 || text !== `${signature.toString('base64')}\n`)
    throw new Difference(
      'manifest.json.sig is not 88 characters of base64 and the end of the line.',
    )
  const key = keys.find((it) => verify(null, bytes, it, signature))
  if (!key) throw new Difference('The signature of manifest.json does not match the public key.')
  const manifest = JSON.parse(bytes.toString('utf8')) as Manifest
  if (manifest.schema !== 'packhorse.manifest/1')
    throw new Difference(
      `manifest.json is a ${manifest.schema}, which this program does not know; use a newer one.`,
    )
  if (manifest.keyId !== keyIdOf(key))
    throw new Difference(
      `manifest.json names the key ${manifest.keyId}, not the one that signed it.`,
    )
  return manifest
}

function contentOf(files: Files, path: (typeof seals)[number]): Buffer {
  const file = files.get(path)
  if (!file) throw new Difference(`The zip has no ${path}.`)
  return file.content
}

function keyIdOf(key: KeyObject): string {
  return sha256(key.export({ format: 'der', type: 'spki' })).slice(0, 16)
}

/** Packs before 0.2.0 sign the pack's name only, not the company's. */
function checkFolder(folder: string, { folder: signed, pack }: Manifest): void {
  const isRight = signed === undefined ? folder.startsWith(`${pack}-pack-`) : folder === signed
  if (!isRight)
    throw new Difference(
      `The top folder is ${folder}; the manifest says ${signed ?? `${pack}-pack-…`}.`,
    )
}

function checkFiles(files: Files, listed: readonly Listed[]): void {
  for (const { path, bytes, sha256: expected } of listed) {
    const content = files.get(path)?.content
    if (!content) throw new Difference(`${path} is in the manifest but not in the zip.`)
    if (content.length !== bytes)
      throw new Difference(`${path} has ${content.length} bytes; the manifest says ${bytes}.`)
    if (sha256(content) !== expected)
      throw new Difference(`${path} is not the file that was signed: its SHA-256 differs.`)
  }
  const known = new Set<string>([...listed.map(({ path }) => path), ...seals])
  const extra = [...files.keys()].find((path) => !known.has(path))
  if (extra !== undefined) throw new Difference(`${extra} is in the zip but not in the manifest.`)
}

/** `SHA256SUMS` is not signed itself, so it must say the same as what is. */
function checkSums(files: Files): void {
  const found = contentOf(files, sums).toString('latin1').split('\n')
  const others = [...files].filter(([path]) => path !== sums)
  const expected = others.map(([path, { content }]) => `${sha256(content)}  ${path}`)
  const wrong = [...expected, ''].findIndex((line, index) => line !== found[index])
  if (wrong >= 0)
    throw new Difference(
      `Line ${wrong + 1} of ${sums} is "${found[wrong] ?? ''}", not "${expected[wrong] ?? ''}".`,
    )
  if (found.length !== expected.length + 1)
    throw new Difference(`${sums} has lines for more than the files of the pack.`)
}

/**
 * The same file can be deflated in many ways. Which one is ours is signed; what cannot be signed is
 * stored as it is. So there is one zip only that is genuine, to the last bit.
 */
function checkPacking(files: Files, listed: readonly Listed[]): void {
  const wrong = listed.find(({ path, packedSha256 }) => {
    const deflated = files.get(path)?.deflated
    return !deflated || sha256(deflated) !== packedSha256
  })
  if (wrong)
    throw new Difference(`${wrong.path} is whole, but was packed by another program than ours.`)
  const loose = seals.find((path) => files.get(path)?.deflated)
  if (loose) throw new Difference(`${loose} is whole, but was packed by another program than ours.`)
}

function sha256(data: Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

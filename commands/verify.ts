/**
 * Checks a pack without the shop: `npm run verify -- pack.zip [--key FILE]`. Stands alone on purpose
 * (Node and a zip reader), so that it can be read and trusted by itself.
 *
 * Exit codes: 0 genuine and whole; 1 not, with the first difference; 2 wrong usage or no key.
 */
import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Entry, openPromise, validateFileName, type ZipFile } from 'yauzl'

/** A pack is far below these; more is not a pack of ours, or a zip bomb. */
const most = { entries: 500, bytes: 64 * 1024 * 1024 } as const

const seals = ['manifest.json', 'manifest.json.sig', 'SHA256SUMS'] as const

interface Listed {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

/** The pack is not what we delivered; its message says why. */
class Difference extends Error {}
class WrongUsage extends Error {}

try {
  const { pack, keys } = readArguments()
  const files = await readZip(pack)
  const manifest = checkSignature(files, keys)
  checkFiles(files, manifest.files)
  checkSums(files)
  console.log(
    `${pack}: genuine and whole. Order ${manifest.order}, release ${manifest.release}, ${manifest.files.length} files, signed with key ${manifest.keyId}.`,
  )
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = error instanceof WrongUsage ? 2 : 1
}

function readArguments(): { pack: string; keys: KeyObject[] } {
  const { positionals, values } = parsed()
  const [pack] = positionals
  if (pack === undefined || positionals.length > 1)
    throw new WrongUsage('Usage: npm run verify -- pack.zip [--key FILE]')
  const key = values.key ?? join(process.env['DATA_DIR'] ?? '.local', 'keys', 'signing.pub.pem')
  if (!existsSync(key))
    throw new WrongUsage(
      `There is no public key at ${key}; name one with --key FILE (the shop serves it at /.well-known/packhorse-signing-key).`,
    )
  return { pack, keys: readKeys(key) }
}

function parsed() {
  try {
    return parseArgs({ allowPositionals: true, options: { key: { type: 'string' } } })
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new WrongUsage(`${why} Usage: npm run verify -- pack.zip [--key FILE]`)
  }
}

/** The file may hold several keys: the current one and old ones. */
function readKeys(file: string): KeyObject[] {
  const pems = readFileSync(file, 'utf8').match(
    /-----BEGIN PUBLIC KEY-----[^-]+-----END [^-]+-----/g,
  )
  if (!pems) throw new WrongUsage(`${file} holds no public key in PEM format.`)
  return pems.map((pem) => createPublicKey(pem))
}

/** Files by their path inside the one top folder. */
async function readZip(pack: string): Promise<Map<string, Buffer>> {
  const zip = await openPromise(pack, { autoClose: false, strictFileNames: true }).catch(
    notZip(pack),
  )
  const files = new Map<string, Buffer>()
  const folders = new Set<string>()
  let total = 0
  try {
    for await (const entry of zip.eachEntry()) {
      const { folder, path } = placeOf(entry)
      total += entry.uncompressedSize
      if (folders.add(folder).size > 1)
        throw new Difference('The zip has more than one top folder.')
      if (files.has(path)) throw new Difference(`${path} is in the zip twice.`)
      if (files.size >= most.entries || total > most.bytes)
        throw new Difference('The zip is larger than any pack of ours.')
      files.set(path, await contentOf(zip, entry))
    }
  } catch (error) {
    throw error instanceof Difference ? error : notZip(pack)(error)
  } finally {
    zip.close()
  }
  return files
}

function notZip(pack: string): (cause: unknown) => never {
  return (cause) => {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT')
      throw new Difference(`There is no file ${pack}; name the pack that you downloaded.`)
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new Difference(`${pack} cannot be read as a zip file: ${why}.`)
  }
}

function placeOf(entry: Entry): { folder: string; path: string } {
  const name = entry.fileName
  const slash = name.indexOf('/')
  if (validateFileName(name) !== null || slash < 1 || /(^|\/)(\.{0,2})(\/|$)/.test(name))
    throw new Difference(`The zip holds the unsafe name "${name}".`)
  if (entry.isEncrypted()) throw new Difference(`${name} is encrypted; no file of ours is.`)
  return { folder: name.slice(0, slash), path: name.slice(slash + 1) }
}

async function contentOf(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

interface Manifest {
  readonly order: string
  readonly release: number
  readonly keyId: string
  readonly files: readonly Listed[]
}

/** Nothing of the manifest is believed before its signature is. */
function checkSignature(files: ReadonlyMap<string, Buffer>, keys: readonly KeyObject[]): Manifest {
  const bytes = files.get('manifest.json')
  const signature = files.get('manifest.json.sig')
  if (!bytes) throw new Difference('The zip has no manifest.json.')
  if (!signature) throw new Difference('The zip has no manifest.json.sig.')
  const raw = Buffer.from(signature.toString('utf8').trim(), 'base64')
  const key = keys.find((it) => verify(null, bytes, it, raw))
  if (!key) throw new Difference('The signature of manifest.json does not match the public key.')
  const manifest = JSON.parse(bytes.toString('utf8')) as Manifest
  if (manifest.keyId !== keyIdOf(key))
    throw new Difference(
      `manifest.json names the key ${manifest.keyId}, not the one that signed it.`,
    )
  return manifest
}

function keyIdOf(key: KeyObject): string {
  return sha256(key.export({ format: 'der', type: 'spki' })).slice(0, 16)
}

function checkFiles(files: ReadonlyMap<string, Buffer>, listed: readonly Listed[]): void {
  for (const { path, bytes, sha256: expected } of listed) {
    const content = files.get(path)
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
function checkSums(files: ReadonlyMap<string, Buffer>): void {
  const sums = files.get('SHA256SUMS')
  if (!sums) throw new Difference('The zip has no SHA256SUMS.')
  const lines = sums.toString('utf8').split('\n').filter(Boolean)
  const expected = [...files].filter(([path]) => path !== 'SHA256SUMS')
  const wanted = new Set(expected.map(([path, content]) => `${sha256(content)}  ${path}`))
  const wrong = lines.find((line) => !wanted.delete(line))
  if (wrong !== undefined) throw new Difference(`SHA256SUMS has the wrong line "${wrong}".`)
  const [missing] = wanted
  if (missing !== undefined) throw new Difference(`SHA256SUMS lacks the line "${missing}".`)
}

function sha256(data: Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

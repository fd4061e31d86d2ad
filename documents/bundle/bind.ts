import type { PackDefinition } from '../../catalogue/definition.ts'
import type { FrozenOrder } from '../../pack/order.ts'
import type { Composition } from '../../pack/release.ts'
import type { PackText } from '../compose/compose.ts'
import type { FileRecord } from '../compose/files.ts'
import { deflated, zip } from '../zip.ts'
import { manifestOf, type PackFile, sha256 } from './manifest.ts'
import { createSigner } from './signature.ts'

/** Rendered documents by their content key. */
export type Rendered = Readonly<Record<string, Uint8Array>>

export interface BoundPack {
  readonly zip: Uint8Array
  /** Of the zip. */
  readonly sha256: string
  readonly bytes: number
  /** Of `manifest.json`, which cannot name its own. */
  readonly manifestSha256: string
  readonly degraded: boolean
}

/**
 * Puts a release together: all files, their manifest, its signature and `SHA256SUMS`, in one zip.
 * @param rendered the bytes for the key of each of the text's documents
 * @param seed 32 bytes in base64: the Ed25519 seed
 */
export async function bindPack(
  definition: PackDefinition,
  order: FrozenOrder,
  composition: Composition,
  text: PackText,
  rendered: Rendered,
  seed: string,
): Promise<BoundPack> {
  const signer = createSigner(seed)
  const files = await Promise.all(filesOf(text, rendered))
  const manifest = manifestOf(definition, order, composition, text, files, signer.keyId)
  const json = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)
  const sealed = [
    ...files,
    { path: 'manifest.json', bytes: json, stored: true },
    { path: 'manifest.json.sig', bytes: Buffer.from(`${signer.sign(json)}\n`), stored: true },
  ]
  const sums = { path: 'SHA256SUMS', bytes: Buffer.from(checksums(sealed)), stored: true }
  const inFolder = [...sealed, sums].map((it) => ({ ...it, path: `${text.folder}/${it.path}` }))
  const zipped = await zip(inFolder)
  return {
    zip: zipped,
    sha256: sha256(zipped),
    bytes: zipped.length,
    manifestSha256: sha256(json),
    degraded: manifest.degraded,
  }
}

function filesOf({ documents, texts }: PackText, rendered: Rendered): Promise<PackFile>[] {
  const printed = documents.map(({ key, path, record }) => {
    const bytes = rendered[key]
    if (!bytes) throw new Error(`${path} was not rendered: nothing has the key ${key}.`)
    return fileOf(path, bytes, record)
  })
  const written = texts.map(({ path, markdown, record }) =>
    fileOf(path, Buffer.from(markdown), record),
  )
  return [...printed, ...written]
}

async function fileOf(path: string, bytes: Uint8Array, record: FileRecord): Promise<PackFile> {
  return { path, bytes, packedSha256: sha256(await deflated(bytes)), record }
}

/** As `sha256sum -c` reads it, inside the top folder. */
function checksums(
  files: readonly { readonly path: string; readonly bytes: Uint8Array }[],
): string {
  const lines = files.map(({ path, bytes }) => `${sha256(bytes)}  ${path}\n`)
  return lines.sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1)).join('')
}

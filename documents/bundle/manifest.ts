import { createHash } from 'node:crypto'
import type { PackDefinition } from '../../catalogue/definition.ts'
import type { Answers, FrozenOrder } from '../../pack/order.ts'
import { type Composition, isReleaseDegraded } from '../../pack/release.ts'
import type { PackText } from '../compose/compose.ts'
import { engine, type FileRecord } from '../compose/files.ts'
import type { Manifest, ManifestFile } from '../manifest-schema.ts'
import type { ZipEntry } from '../zip.ts'

/** A file of the pack with what the manifest says of it; its path is relative to the top folder. */
export interface PackFile extends ZipEntry {
  /** Of its deflated bytes, as the zip holds them. */
  readonly packedSha256: string
  readonly record: FileRecord
}

/** What a release consists of and where each of its texts comes from. */
export function manifestOf(
  definition: PackDefinition,
  order: FrozenOrder,
  composition: Composition,
  { folder, leftOut }: PackText,
  files: readonly PackFile[],
  keyId: string,
): Manifest {
  const withheld = composition.sections.filter(({ source }) => source === 'withheld')
  return {
    schema: 'packhorse.manifest/1',
    folder,
    order: order.id,
    pack: order.pack,
    contentVersion: definition.contentVersion,
    questionnaireVersion: order.contentVersion,
    tier: order.tier,
    release: composition.version,
    createdAt: composition.datedAt,
    lawAsOf: definition.lawAsOf,
    jurisdictions: [...definition.jurisdictions(definition.view(order))],
    questionnaireSha256: sha256(canonical(order.answers)),
    generator: `packhorse-documents/${engine}`,
    keyId,
    withheld: withheld.map(({ id, cause }) => ({ id, reason: cause?.reason ?? null })),
    leftOut: leftOut.map(({ document, reason }) => ({ document, reason })),
    degraded: isReleaseDegraded(composition),
    files: files.map(fileOf).sort((a, b) => (a.path < b.path ? -1 : 1)),
  }
}

function fileOf({ path, bytes, packedSha256, record }: PackFile): ManifestFile {
  return { path, bytes: bytes.length, sha256: sha256(bytes), packedSha256, ...record }
}

export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

/** JSON with sorted keys, so that the hash does not depend on the order of the answers (RFC 8785). */
function canonical(answers: Answers): string {
  return JSON.stringify(answers, (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}

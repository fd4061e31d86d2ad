import { promisify } from 'node:util'
import { deflateRaw } from 'node:zlib'
import { ZipArchive } from 'archiver'

export interface ZipEntry {
  /** ASCII, with forward slashes, top folder included. */
  readonly path: string
  readonly bytes: Uint8Array
  /** Kept as it is, and not deflated; what is stored has one form only. */
  readonly stored?: boolean
}

/**
 * The first date a zip can hold. An entry's date says nothing that the manifest does not, and a
 * fixed one is the same in every release and every time zone.
 */
const date = new Date('1980-01-01T00:00:00Z')

const level = 6

const deflateLater = promisify(deflateRaw)

/** What the zip will hold of a file: the manifest signs it, and has to be in the zip itself. */
export function deflated(bytes: Uint8Array): Promise<Buffer> {
  return deflateLater(bytes, { level })
}

/** A zip of the same bytes for the same entries, whatever their order. */
export function zip(entries: readonly ZipEntry[]): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const archive = new ZipArchive({ zlib: { level } })
    const chunks: Buffer[] = []
    archive.on('data', (chunk: Buffer) => chunks.push(chunk))
    archive.on('end', () => resolve(Buffer.concat(chunks)))
    archive.on('error', reject)
    archive.on('warning', reject)
    for (const { path, bytes, stored = false } of sorted(entries))
      archive.append(Buffer.from(bytes), { name: path, date, mode: 0o644, store: stored })
    archive.finalize().catch(reject)
  })
}

function sorted(entries: readonly ZipEntry[]): ZipEntry[] {
  return [...entries].sort((a, b) => (a.path < b.path ? -1 : 1))
}

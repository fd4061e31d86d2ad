import { ZipArchive } from 'archiver'

export interface ZipEntry {
  /** With forward slashes, top folder included. */
  readonly path: string
  readonly bytes: Uint8Array
}

/**
 * The first date a zip can hold. An entry's date says nothing that the manifest does not, and a
 * fixed one is the same in every release and every time zone.
 */
const date = new Date('1980-01-01T00:00:00Z')

/** A zip of the same bytes for the same entries, whatever their order. */
export function zip(entries: readonly ZipEntry[]): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const archive = new ZipArchive({ zlib: { level: 6 } })
    const chunks: Buffer[] = []
    archive.on('data', (chunk: Buffer) => chunks.push(chunk))
    archive.on('end', () => resolve(Buffer.concat(chunks)))
    archive.on('error', reject)
    archive.on('warning', reject)
    for (const { path, bytes } of sorted(entries))
      archive.append(Buffer.from(bytes), { name: path, date, mode: 0o644 })
    archive.finalize().catch(reject)
  })
}

function sorted(entries: readonly ZipEntry[]): ZipEntry[] {
  return [...entries].sort((a, b) => (a.path < b.path ? -1 : 1))
}

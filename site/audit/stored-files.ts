import { createHash, createPublicKey } from 'node:crypto'
import { checkPack } from '../../commands/verify/pack.ts'
import { readZip } from '../../commands/verify/zip.ts'
import type { StoredFile } from '../../orders/audit/audited-order.ts'
import { packKey } from '../../orders/release/build-release.ts'
import { isNamed } from '../../pack/is-named.ts'

interface Blobs {
  of(order: string): { get(key: string): Promise<Buffer | null>; count(): Promise<number> }
}

/** What lies in the storage as a release's file, by the verifier that customers have. */
export function createStoredFiles(blobs: Blobs, publicKeys: readonly string[]) {
  const keys = publicKeys.map((pem) => createPublicKey(pem))
  return {
    async of(order: string, { sha256 }: { readonly sha256: string }): Promise<StoredFile> {
      try {
        const zip = await blobs.of(order).get(packKey(sha256))
        return zip === null ? { found: false, fault: null } : read(zip)
      } catch (error) {
        if (!isNamed(error, 'Unreadable')) throw error
        return { found: false, fault: error.message }
      }
    },

    countOf: (order: string): Promise<number> => blobs.of(order).count(),
  }

  function read(zip: Buffer): StoredFile {
    const found = { found: true, sha256: digest(zip) } as const
    try {
      const { order, release } = checkPack(zip, keys)
      const manifest = readZip(zip).find(({ name }) => name.endsWith('/manifest.json'))
      const manifestSha256 = manifest ? digest(manifest.content) : null
      return { ...found, fault: null, order, release, manifestSha256 }
    } catch (error) {
      const fault = error instanceof Error ? error.message : String(error)
      return { ...found, fault, order: null, release: null, manifestSha256: null }
    }
  }
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

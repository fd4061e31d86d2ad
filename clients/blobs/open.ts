import type { Blobs } from './blobs.ts'
import type { StoreSettings } from './config.ts'
import { createFileBlobs } from './files.ts'

/** The SDK of S3 takes some 30 MB of memory, which processes that use a folder spare. */
export async function openBlobs(store: StoreSettings): Promise<Blobs> {
  if ('folder' in store) return createFileBlobs(store.folder)
  const { createS3Blobs } = await import('./s3.ts')
  return createS3Blobs(store.s3)
}

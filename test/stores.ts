import { inject } from 'vitest'
import type { Blobs } from '../clients/blobs/blobs.ts'
import { readStore } from '../clients/blobs/config.ts'
import { createFileBlobs } from '../clients/blobs/files.ts'
import { createS3Blobs } from '../clients/blobs/s3.ts'
import { goInstallLine } from '../dev/go-program.ts'
import { newBucket } from '../dev/versitygw.ts'

/** An empty bucket of its own on the run's S3 server, as the environment of a process. */
export function emptyBucket() {
  const server = inject('s3')
  if (server === null) throw new Error(`There is no S3 server; ${goInstallLine}.`)
  return newBucket(server)
}

/** With `TEST_STORE=s3` the tests keep in S3 what they else keep in files. */
const isS3 = () => process.env['TEST_STORE'] === 's3'

/** Of a shop's environment, where it keeps its blobs. */
export function storeOfTests(): Readonly<Record<string, string>> {
  return isS3() ? emptyBucket() : {}
}

/** @param folder of its own, where they are files */
export function blobsOfTests(folder: string): Blobs {
  if (!isS3()) return createFileBlobs(folder)
  const store = readStore(emptyBucket(), folder)
  return 's3' in store ? createS3Blobs(store.s3) : createFileBlobs(folder)
}

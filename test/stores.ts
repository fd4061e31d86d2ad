import { join, resolve } from 'node:path'
import { inject } from 'vitest'
import type { Blobs } from '../clients/blobs/blobs.ts'
import { readStore } from '../clients/blobs/config.ts'
import { createFileBlobs } from '../clients/blobs/files.ts'
import { createS3Blobs } from '../clients/blobs/s3.ts'
import { goInstallLine } from '../dev/go-program.ts'
import { newBucket, type S3Place } from '../dev/versitygw.ts'

type Environment = Readonly<Record<string, string>>

function s3Server(): S3Place {
  const server = inject('s3')
  if (server === null) throw new Error(`There is no S3 server; ${goInstallLine}.`)
  return server
}

/** An empty bucket of its own on the run's S3 server, as the environment of a process. */
export const emptyBucket = () => newBucket(s3Server())

/** With `TEST_STORE=s3` the tests keep in S3 what they else keep in files. */
export function storeOfTests(): Environment {
  return process.env['TEST_STORE'] === 's3' ? emptyBucket() : {}
}

/** Where blobs lie on disk; those of the run's S3 server do, too. */
export function storageFolder(environment: Environment, dataDir: string): string {
  const store = readStore(environment, dataDir)
  if ('folder' in store) return store.folder
  return resolve(join(s3Server().buckets, store.s3.bucket, store.s3.prefix))
}

/** An empty place for blobs, and where it lies on disk. @param dataDir of its own */
export function emptyStore(dataDir: string): { blobs: Blobs; root: string } {
  const environment = storeOfTests()
  const store = readStore(environment, dataDir)
  const blobs = 's3' in store ? createS3Blobs(store.s3) : createFileBlobs(store.folder)
  return { blobs, root: storageFolder(environment, dataDir) }
}

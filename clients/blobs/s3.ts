import { Readable } from 'node:stream'
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  type S3ServiceException,
} from '@aws-sdk/client-s3'
import {
  type Blob,
  type Blobs,
  type ByteRange,
  checkedFolder,
  checkedKey,
  isKey,
  withHousekeeping,
} from './blobs.ts'
import type { S3Settings } from './config.ts'
import { inWords } from './s3-errors.ts'

/** Bytes that are taken into memory at once: a page or a pack has some megabytes. */
const mostBytes = 64 * 2 ** 20

/** Blobs as objects of an S3 bucket. Each error is one sentence, with the SDK's own as its cause. */
export function createS3Blobs(settings: S3Settings): Blobs {
  const bucket = openBucket(settings)
  const { Bucket, prefix, client, at, said, orNull } = bucket

  async function open(key: string, range?: ByteRange) {
    const Range = range && `bytes=${range.start}-${range.end}`
    const asked = client.send(new GetObjectCommand({ ...at(key), Range }))
    const found = await orNull(asked.catch(emptyBehindEnd))
    return found && { body: found.Body as Readable, bytes: found.ContentLength ?? 0 }
  }

  async function remove(key: string) {
    await said(client.send(new DeleteObjectCommand(at(key))))
  }

  async function move(from: string, to: string) {
    const CopySource = encodeURI(`${Bucket}/${at(from).Key}`)
    const copied = await orNull(client.send(new CopyObjectCommand({ ...at(to), CopySource })))
    if (copied !== null) await remove(from)
    return copied !== null
  }

  return withHousekeeping({
    async get(key) {
      const found = await open(key)
      return found && said(whole(found.body, found.bytes))
    },
    has: async (key) => (await orNull(client.send(new HeadObjectCommand(at(key))))) !== null,
    put: (key, Body) =>
      said(putOnce(client, new PutObjectCommand({ ...at(key), Body, IfNoneMatch: '*' }))),
    read: async (key, range) => (await open(key, range))?.body ?? null,
    remove,
    move,
    list: (folder) => objectsOf(bucket, folder),
    async ping() {
      // One key for all: nothing is left to remove.
      const Key = `${prefix}probe`
      await said(client.send(new PutObjectCommand({ Bucket, Key, Body: Buffer.alloc(4_096) })))
    },
  })
}

type Bucket = ReturnType<typeof openBucket>

function openBucket(settings: S3Settings) {
  const { bucket, prefix } = settings
  const said = <T>(asked: Promise<T>): Promise<T> =>
    asked.catch((error: unknown) => {
      throw inWords(error, settings)
    })
  return {
    Bucket: bucket,
    prefix,
    client: openClient(settings),
    at: (key: string) => ({ Bucket: bucket, Key: prefix + checkedKey(key) }),
    /** Has an error say what it means. */
    said,
    orNull: <T>(asked: Promise<T>): Promise<T | null> => said(asked.catch(nullIfMissing)),
  }
}

async function* objectsOf(
  { Bucket, prefix, client, said }: Bucket,
  folder: string,
): AsyncGenerator<Blob> {
  const Prefix = `${prefix}${checkedFolder(folder)}/`
  let ContinuationToken: string | undefined
  do {
    const page = await said(
      client.send(new ListObjectsV2Command({ Bucket, Prefix, ContinuationToken })),
    )
    for (const { Key = '', LastModified, Size } of page.Contents ?? []) {
      const key = Key.slice(prefix.length)
      if (isKey(key)) yield { key, putAt: LastModified ?? new Date(), bytes: Size ?? 0 }
    }
    ContinuationToken = page.NextContinuationToken
  } while (ContinuationToken !== undefined)
}

function openClient({ endpoint, region, credentials }: S3Settings): S3Client {
  return new S3Client({
    ...(region && { region }),
    // Servers other than Amazon's have no name for each bucket.
    ...(endpoint && { endpoint, forcePathStyle: true }),
    ...(credentials && { credentials }),
    maxAttempts: 3,
    // Not every server knows the SDK's newer checksums, and none is needed.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      // Milliseconds: to connect, to the answer's head, and without a byte.
      connectionTimeout: 3_000,
      requestTimeout: 30_000,
      throwOnRequestTimeout: true,
      socketTimeout: 60_000,
      // A download holds a connection as long as its customer reads.
      httpAgent: { keepAlive: true, maxSockets: 500 },
      httpsAgent: { keepAlive: true, maxSockets: 500 },
    },
  })
}

/** Tries of a put while another one of the same key is under way. */
const tries = 4

/** Whoever comes second finds the same bytes there. */
async function putOnce(client: S3Client, command: PutObjectCommand): Promise<void> {
  for (let count = 1; ; count += 1) {
    try {
      await client.send(command)
      return
    } catch (error) {
      const status = statusOf(error)
      if (status === 412) return
      if (status !== 409 || count === tries) throw error
    }
  }
}

async function whole(body: Readable, bytes: number): Promise<Buffer> {
  if (bytes > mostBytes) {
    body.destroy()
    throw new Error(`A blob has ${bytes} bytes, but none of ours has more than ${mostBytes}.`)
  }
  return Buffer.concat(await Array.fromAsync(body as AsyncIterable<Buffer>))
}

function statusOf(error: unknown): number | undefined {
  return (error as Partial<S3ServiceException>).$metadata?.httpStatusCode
}

function nullIfMissing(error: unknown): null {
  if (missing.includes((error as Error).name)) return null
  throw error
}

/** As a file has no bytes there: an object that was cut short is found out by what reads it. */
function emptyBehindEnd(error: unknown) {
  if ((error as Error).name === 'InvalidRange') return { Body: Readable.from([]), ContentLength: 0 }
  throw error
}

/** `NotFound` is what a request without a body gets. */
const missing = ['NoSuchKey', 'NotFound']

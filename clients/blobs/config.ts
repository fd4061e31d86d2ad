import { join, resolve } from 'node:path'
import { z } from 'zod'
import { ConfigError, type Environment, readVariables, webUrl } from '../variables.ts'

export interface S3Settings {
  readonly bucket: string
  /** Of all keys: empty, or ends with a slash. */
  readonly prefix: string
  /** Undefined: Amazon's own. */
  readonly endpoint: string | undefined
  /** Undefined: the SDK finds out, as from a profile. */
  readonly region: string | undefined
  /** Undefined: the SDK finds them, as from a profile or the machine's role. */
  readonly credentials: Credentials | undefined
}

interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

export type StoreSettings = { readonly folder: string } | { readonly s3: S3Settings }

/** A bucket's name and, after a slash, what all its keys begin with. */
const s3Url = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([\w.-]+(?:\/[\w.-]+)*))?\/?$/

/** Where rendered documents and packs are kept. */
export function readStore(environment: Environment, dataDir: string): StoreSettings {
  const text = z.string().optional()
  const read = readVariables(environment, {
    STORE_URL: z
      .string()
      .refine(
        (url) => url.startsWith('file:') || s3Url.test(url),
        'must be a folder such as file:/srv/packhorse/blobs, or a bucket such as s3://bucket/prefix',
      )
      .optional(),
    S3_ENDPOINT: webUrl.optional(),
    AWS_REGION: text,
    AWS_ACCESS_KEY_ID: text,
    AWS_SECRET_ACCESS_KEY: text,
    AWS_SESSION_TOKEN: text,
  })
  const [, bucket, prefix] = s3Url.exec(read.STORE_URL ?? '') ?? []
  if (bucket === undefined) {
    refuseEndpoint(read.S3_ENDPOINT)
    const folder = read.STORE_URL?.slice('file:'.length)
    return { folder: folder ? resolve(folder) : join(dataDir, 'blobs') }
  }
  const endpoint = read.S3_ENDPOINT
  return {
    s3: {
      bucket,
      prefix: prefix === undefined ? '' : `${prefix}/`,
      endpoint,
      // A server that has no regions takes this one.
      region: read.AWS_REGION ?? (endpoint && 'us-east-1'),
      credentials: credentialsIn(read),
    },
  }
}

function refuseEndpoint(endpoint: string | undefined): void {
  if (endpoint !== undefined)
    throw new ConfigError(
      'S3_ENDPOINT is set, but STORE_URL names no bucket; set it to s3://bucket/prefix, or unset S3_ENDPOINT.',
    )
}

interface Given {
  readonly AWS_ACCESS_KEY_ID?: string | undefined
  readonly AWS_SECRET_ACCESS_KEY?: string | undefined
  readonly AWS_SESSION_TOKEN?: string | undefined
}

function credentialsIn(given: Given): Credentials | undefined {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = given
  if (accessKeyId && secretAccessKey) {
    const sessionToken = given.AWS_SESSION_TOKEN
    return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) }
  }
  if (!accessKeyId && !secretAccessKey) return undefined
  const missing = accessKeyId ? 'AWS_SECRET_ACCESS_KEY' : 'AWS_ACCESS_KEY_ID'
  throw new ConfigError(`${missing} is not set, and its other half is; set both, or neither.`)
}

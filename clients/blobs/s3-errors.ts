import type { S3Settings } from './config.ts'

/** An error of S3 as one sentence: what, where, what to do; the SDK's own is the cause. */
export function inWords(error: unknown, { bucket }: S3Settings): Error {
  const { name } = error as Error
  const [what, remedy] = known[name] ?? [`fails (${codeOf(error)})`, later]
  return new Error(`The bucket ${bucket} (STORE_URL) ${what}; ${remedy}.`, { cause: error })
}

const later = 'look at the S3 server, what needs it is tried again'
const rights = 's3:GetObject, s3:PutObject, s3:DeleteObject and s3:ListBucket'
const wrongKey = [
  'is closed to our key',
  'correct AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
] as const
const noKey = [
  'cannot be asked without a key',
  'set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give the machine a role',
] as const
const full = ['takes nothing more', 'make room on the S3 server'] as const

const known: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  NoSuchBucket: ['does not exist', 'make it, or correct STORE_URL'],
  AccessDenied: ['does not let us in', `allow our key ${rights}`],
  InvalidAccessKeyId: wrongKey,
  SignatureDoesNotMatch: wrongKey,
  CredentialsProviderError: noKey,
  PermanentRedirect: ['is in another region', 'correct AWS_REGION'],
  AuthorizationHeaderMalformed: ['is in another region', 'correct AWS_REGION'],
  QuotaExceeded: full,
  InsufficientStorage: full,
  XMinioStorageFull: full,
}

/** `ECONNREFUSED`, `SlowDown`, `TimeoutError` … */
function codeOf(error: unknown): string {
  const { name, code, $metadata } = error as Error & {
    code?: string
    $metadata?: { httpStatusCode?: number }
  }
  return [code ?? name, $metadata?.httpStatusCode].filter(Boolean).join(' ')
}

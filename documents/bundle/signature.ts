import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto'

export interface Signer {
  /** First 16 hex digits of the SHA-256 over the public key (DER, SubjectPublicKeyInfo). */
  readonly keyId: string
  readonly publicPem: string
  /** Ed25519 over the bytes; base64. */
  readonly sign: (bytes: Uint8Array) => string
}

/** RFC 8410: what stands before the 32 bytes of an Ed25519 seed in a PKCS #8 key. */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')

/** @param seedBase64 32 bytes, base64: the Ed25519 seed (`SIGNING_KEY`) */
export function createSigner(seedBase64: string): Signer {
  const seed = Buffer.from(seedBase64, 'base64')
  if (seed.length !== 32)
    throw new Error(
      `The signing key has ${seed.length} bytes; an Ed25519 seed has 32, written in base64.`,
    )
  const der = Buffer.concat([pkcs8Prefix, seed])
  const secret = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const open = createPublicKey(secret)
  const spki = open.export({ format: 'der', type: 'spki' })
  return {
    keyId: createHash('sha256').update(spki).digest('hex').slice(0, 16),
    publicPem: open.export({ format: 'pem', type: 'spki' }).toString(),
    sign: (bytes) => sign(null, bytes, secret).toString('base64'),
  }
}

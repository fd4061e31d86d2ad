import { type Erasure, erasedThings, keptThings } from '../../pack/erasure.ts'

export interface CertificateParts {
  /** Ed25519; base64. */
  readonly sign: (bytes: Uint8Array) => string
  /** Of the key that signs. */
  readonly keyId: string
  /** The shop's address. */
  readonly publicUrl: string
  /** Who sells. */
  readonly seller: string
}

/** What anybody can check with nothing but the shop's public key. */
export interface SignedCertificate {
  /** The certificate, as JSON: its UTF-8 bytes are what is signed. */
  readonly signed: string
  /** Base64. */
  readonly signature: string
  readonly algorithm: 'Ed25519'
  readonly keyId: string
  /** Where the public key is. */
  readonly keys: string
}

const wishes: Readonly<Record<Erasure['askedBy'], string>> = {
  customer: 'by whoever has the link of the order',
  operator: 'by those who run the shop, for a reason that is on their record',
  retention: 'by itself, since the time was over for which it was kept',
}

/** Says what was erased, when, and until when copies of the key that opened it may exist. */
export function createCertify({ sign, keyId, publicUrl, seller }: CertificateParts) {
  return (erasure: Erasure): SignedCertificate => {
    const signed = JSON.stringify(certificateOf(erasure, seller), null, 2)
    return {
      signed,
      signature: sign(Buffer.from(signed)),
      algorithm: 'Ed25519',
      keyId,
      keys: `${publicUrl}/.well-known/packhorse-signing-key`,
    }
  }
}

function certificateOf(erasure: Erasure, seller: string) {
  const { order, askedBy, keyId, erasedAt, backupsUntil, filesGoneAt } = erasure
  return {
    certificate: 'erasure',
    version: 1,
    order,
    seller,
    erasedAt,
    asked: wishes[askedBy],
    erased: erasedThings,
    kept: keptThings,
    database:
      keyId === ''
        ? `Deleted at ${erasedAt}; the only key that opened what was erased had been lost before.`
        : `Unreadable since ${erasedAt}: the only key that opened what was erased, wrapped by the shop's key ${keyId}, was deleted.`,
    backups: `What backups hold of it is encrypted by the deleted key; copies of that in backups end by ${backupsUntil}.`,
    backupsUntil,
    filesGoneAt,
  }
}

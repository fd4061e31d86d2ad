import { createHmac, timingSafeEqual } from 'node:crypto'

/** The unguessable links by which a customer comes back: the order's id and a keyed hash of it. */
export interface Links {
  tokenOf(orderId: string): string
  /** The order's id; null for a token that none of the secrets made. */
  orderOf(token: string): string | null
}

/** Characters of a SHA-256 in base64url. */
const sealLength = 43

/** @param secrets base64, newest first: links are made with the first, all are accepted */
export function createLinks(secrets: readonly string[]): Links {
  const seals = secrets.map((secret) => {
    const key = Buffer.from(secret, 'base64')
    return (body: string) => createHmac('sha256', key).update(`order:${body}`).digest('base64url')
  })
  const newest = seals[0]
  if (newest === undefined) throw new Error('Links need at least one secret.')
  return {
    tokenOf(orderId) {
      const body = orderId.replace(/^ord_/, '')
      return `${body}-${newest(body)}`
    },
    orderOf(token) {
      const [, body = '', seal = ''] = /^([a-z0-9]+)-([\w-]{43})$/.exec(token) ?? []
      // Compared as text: two bits of the last character would not survive decoding.
      const given = Buffer.alloc(sealLength)
      given.write(seal)
      // Every secret is compared, whatever matched, so that the time taken tells nothing.
      const matches = seals.map((sealOf) => timingSafeEqual(Buffer.from(sealOf(body)), given))
      return body !== '' && matches.includes(true) ? `ord_${body}` : null
    },
  }
}

import { createHmac, timingSafeEqual } from 'node:crypto'
import type { StoredOrder } from '../pack/stored-order.ts'

/** An order by the link that opens it. */
export type Linked = Pick<StoredOrder, 'id' | 'linkGeneration'>

/**
 * The unguessable links by which a customer comes back: the order's id, which link of it this is, and a
 * keyed hash of both.
 */
export interface Links {
  tokenOf(order: Linked): string
  /** The order, and which of its links this is; null for a token that none of the secrets made. */
  orderOf(token: string): Linked | null
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
    tokenOf(order) {
      const body = bodyOf(order)
      return `${body}-${newest(body)}`
    },
    orderOf(token) {
      const [, body = '', seal = ''] =
        /^([a-z0-9]+(?:\.[0-9]{1,9})?)-([\w-]{43})$/.exec(token) ?? []
      // Compared as text: two bits of the last character would not survive decoding.
      const given = Buffer.alloc(sealLength)
      given.write(seal)
      // Every secret is compared, whatever matched, so that the time taken tells nothing.
      const matches = seals.map((sealOf) => timingSafeEqual(Buffer.from(sealOf(body)), given))
      return body !== '' && matches.includes(true) ? linkedBy(body) : null
    },
  }
}

/** The first link of an order names no generation, as none did before links could be withdrawn. */
function bodyOf({ id, linkGeneration }: Linked): string {
  const body = id.replace(/^ord_/, '')
  return linkGeneration === 1 ? body : `${body}.${linkGeneration}`
}

function linkedBy(body: string): Linked {
  const [id = '', generation = '1'] = body.split('.')
  return { id: `ord_${id}`, linkGeneration: Number(generation) }
}

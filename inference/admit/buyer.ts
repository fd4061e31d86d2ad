import { createHash } from 'node:crypto'
import { mailable } from '../../pack/email-address.ts'
import { isPublicMail } from './public-mail.ts'

/** Whose budgets a call draws on. No row says who it is, nor that two days' are of one buyer. */
export interface Buyer {
  /** The same for one address and day. */
  readonly customer: string
  /** The same for one mail domain and month; null: a public mail provider's. */
  readonly organisation: string | null
}

/** @param at ISO 8601, UTC */
export function buyerOf(email: string, at: string): Buyer {
  const [local = '', domain = ''] = mailable(email.trim().toLowerCase()).split('@')
  // What stands behind a plus reaches the same person.
  const person = `${local.split('+')[0]}@${domain}`
  return {
    customer: hashOf('customer', person, at.slice(0, 10)),
    organisation: isPublicMail(domain) ? null : hashOf('organisation', domain, at.slice(0, 7)),
  }
}

function hashOf(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('base64url')
}

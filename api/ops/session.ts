import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { opsRoles } from '../../pack/ops-role.ts'
import { cookieOf, cookieText } from './cookies.ts'
import type { Known, OpsHolder } from './holder.ts'

const cookie = { name: 'packhorse_ops', path: '/ops', sameSite: 'Strict' } as const

/** Seconds for which a browser is known. */
const lifetime = 8 * 3_600

/**
 * Browser sessions that nothing has to store: a cookie says who until when, sealed with the holder's own
 * token, so any process of the shop knows it, and it ends when the token is taken away.
 *
 * @param agreed the token of all who signed in by a provider; null: there is none
 */
export function createSessions(holders: readonly OpsHolder[], agreed: string | null) {
  function holderOf(name: string, role: string): OpsHolder | undefined {
    const known = opsRoles.find((one) => one === role)
    const own = holders.find((one) => one.name === name && one.role === known)
    if (own !== undefined || known === undefined || agreed === null) return own
    return { name, role: known, token: agreed }
  }

  return {
    /** @param secure whether the shop is reached by https */
    open(holder: OpsHolder, secure: boolean, now = Date.now()): string {
      const ends = Math.floor(now / 1000) + lifetime
      const body = `${Buffer.from(holder.name).toString('base64url')}.${holder.role}.${ends}`
      const value = `${body}.${sealOf(holder, `session:${body}`)}`
      return cookieText({ ...cookie, value, seconds: lifetime }, secure)
    },

    close: (secure: boolean): string => cookieText({ ...cookie, value: '', seconds: 0 }, secure),

    /** Null: there is none, it is over, or it is nobody's. */
    read(header: string | undefined, now = Date.now()): Known | null {
      const value = cookieOf(header, cookie.name)
      const [name = '', role = '', ends = '', seal = ''] = value.split('.')
      const holder = holderOf(Buffer.from(name, 'base64url').toString(), role)
      if (holder === undefined || !/^\d{1,12}$/.test(ends) || Number(ends) * 1000 <= now)
        return null
      const right = sealOf(holder, `session:${name}.${role}.${ends}`)
      if (!timingSafeEqual(digestOf(right), digestOf(seal))) return null
      return { holder, csrf: sealOf(holder, `csrf:${value}`) }
    },
  }
}

function sealOf({ token }: OpsHolder, text: string): string {
  return createHmac('sha256', digestOf(token)).update(text).digest('base64url')
}

/** Of one length, so that no comparison tells how long a text is. */
export function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

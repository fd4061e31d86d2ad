import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Known, OpsHolder } from './holder.ts'

const cookieName = 'packhorse_ops'

/** Seconds for which a browser is known. */
const lifetime = 8 * 3_600

/**
 * Browser sessions that nothing has to store: a cookie says who until when, sealed with the holder's own
 * token, so any process of the shop knows it, and it ends when the token is taken away.
 */
export function createSessions(holders: readonly OpsHolder[]) {
  const sealOf = ({ token }: OpsHolder, text: string) =>
    createHmac('sha256', digestOf(token)).update(text).digest('base64url')

  return {
    /** @param secure whether the shop is reached by https */
    open(holder: OpsHolder, secure: boolean, now = Date.now()): string {
      const ends = Math.floor(now / 1000) + lifetime
      const body = `${Buffer.from(holder.name).toString('base64url')}.${ends}`
      return cookie(`${body}.${sealOf(holder, `session:${body}`)}`, lifetime, secure)
    },

    close: (secure: boolean): string => cookie('', 0, secure),

    /** Null: there is none, it is over, or it is nobody's. */
    read(value: string, now = Date.now()): Known | null {
      const [name = '', ends = '', seal = ''] = value.split('.')
      const holder = holders.find((one) => one.name === Buffer.from(name, 'base64url').toString())
      if (holder === undefined || !/^\d{1,12}$/.test(ends) || Number(ends) * 1000 <= now)
        return null
      const right = sealOf(holder, `session:${name}.${ends}`)
      if (!timingSafeEqual(digestOf(right), digestOf(seal))) return null
      return { holder, csrf: sealOf(holder, `csrf:${value}`) }
    },
  }
}

/** Of one length, so that no comparison tells how long a text is. */
export function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

export function cookieOf(header = ''): string {
  const pairs = header.split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1) ?? ''
}

function cookie(value: string, seconds: number, secure: boolean): string {
  const parts = [`${cookieName}=${value}`, 'Path=/ops', `Max-Age=${seconds}`, 'HttpOnly']
  return [...parts, 'SameSite=Strict', ...(secure ? ['Secure'] : [])].join('; ')
}

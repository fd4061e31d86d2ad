import { type ApiConfig, ConfigError, type Exposure } from './config.ts'

const loopback = /^(127(\.\d+){3}|localhost|\[?::1\]?)$/

export function isLoopback(host: string): boolean {
  return loopback.test(host)
}

/** A public address or a live key: then nothing made for development may be in use. */
export function isProduction({ publicUrl, secretKey }: Exposure): boolean {
  const isPublic = publicUrl !== undefined && !isLoopback(new URL(publicUrl).hostname)
  return isPublic || /^(sk|rk)_live_/.test(secretKey ?? '')
}

/**
 * Refuses a shop that would lose or forge payments.
 *
 * @throws ConfigError with the variable, the reason and the remedy
 */
export function refuseUnsafe({ stripe, host, publicUrl, linkSecrets }: ApiConfig): void {
  const production = isProduction({ publicUrl, secretKey: stripe.secretKey })
  if (stripe.secretKey === undefined)
    refuse(
      'STRIPE_SECRET_KEY is not set, so no payment can be taken',
      'set it, or use `npm start` for a trial with a test shop',
    )
  if (stripe.webhookSecrets === undefined)
    refuse(
      'STRIPE_WEBHOOK_SECRET is not set, so no webhook can be trusted',
      'set it to the signing secret of the webhook endpoint',
    )
  const testShop = stripe.apiBase !== undefined && isLoopback(new URL(stripe.apiBase).hostname)
  if (testShop && (production || !isLoopback(host)))
    refuse(
      `STRIPE_API_BASE points to a test shop, which is refused beside HOST ${host}, PUBLIC_URL ${publicUrl} and this key`,
      'unset it, or use loopback addresses and a test key',
    )
  if (production && linkSecrets === undefined) refuse(...trialKey('LINK_SECRET'))
}

/** An embedded database is one process's own: the others would each see an empty one. */
export function refuseEmbedded(): never {
  refuse(
    'DATABASE_URL is not set, and the embedded database takes only one process',
    'set it to a PostgreSQL server, or use `npm start`',
  )
}

/** Each machine would sign with a key of its own, which no customer could check. */
export function refuseTrialSigning(): never {
  refuse(...trialKey('SIGNING_KEY'))
}

function trialKey(variable: string): [string, string] {
  return [
    `${variable} is not set, and a trial key must not protect real orders`,
    'set it to base64 of 32 random bytes, made with `openssl rand -base64 32`',
  ]
}

function refuse(what: string, remedy: string): never {
  throw new ConfigError(`${what}; ${remedy}.`)
}

import { type ApiConfig, ConfigError } from './config.ts'

const loopback = /^(127(\.\d+){3}|localhost|\[?::1\]?)$/

export function isLoopback(host: string): boolean {
  return loopback.test(host)
}

/** A public address or a live key: then nothing made for development may be in use. */
export function isProduction(config: ApiConfig): boolean {
  const live = /^(sk|rk)_live_/.test(config.stripe.secretKey ?? '')
  return live || !isLoopback(new URL(config.publicUrl).hostname)
}

/**
 * Refuses to start with what would lose or forge payments.
 *
 * @throws ConfigError with the variable, the reason and the remedy
 */
export function refuseUnsafe(config: ApiConfig): void {
  const { stripe, host, publicUrl } = config
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
  if (stripe.apiBase !== undefined && isLoopback(new URL(stripe.apiBase).hostname)) {
    if (!isLoopback(host) || isProduction(config))
      refuse(
        `STRIPE_API_BASE points to a test shop, which is refused beside HOST ${host}, PUBLIC_URL ${publicUrl} and this key`,
        'unset it, or use loopback addresses and a test key',
      )
  }
  if (isProduction(config) && config.linkSecrets === undefined)
    refuse(
      'LINK_SECRET is not set, and a trial key must not protect real orders',
      'set it to base64 of 32 random bytes',
    )
}

function refuse(what: string, remedy: string): never {
  throw new ConfigError(`${what}; ${remedy}.`)
}

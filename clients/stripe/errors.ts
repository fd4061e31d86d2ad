import type Stripe from 'stripe'

/** Stripe was not reached, or could not answer: worth trying again. */
export class StripeUnavailable extends Error {
  override readonly name = 'StripeUnavailable'
}

/** Stripe said no, and would again. `status` is the HTTP status, `param` the field at fault. */
export class StripeRefused extends Error {
  override readonly name = 'StripeRefused'
  readonly status: number
  readonly code: string | null
  readonly param: string | null

  constructor(cause: Stripe.errors.StripeError) {
    super(`Stripe refused the request: ${cause.message}`, { cause })
    this.status = cause.statusCode ?? 0
    this.code = cause.code ?? null
    this.param = cause.param ?? null
  }
}

/** Not a webhook that Stripe signed for us, lately. */
export class BadWebhook extends Error {
  override readonly name = 'BadWebhook'
}

export function isStripeUnavailable(error: unknown): error is StripeUnavailable {
  return error instanceof Error && error.name === 'StripeUnavailable'
}

export function isStripeRefused(error: unknown): error is StripeRefused {
  return error instanceof Error && error.name === 'StripeRefused'
}

export function isBadWebhook(error: unknown): error is BadWebhook {
  return error instanceof Error && error.name === 'BadWebhook'
}

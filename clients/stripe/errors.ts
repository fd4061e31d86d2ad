import type Stripe from 'stripe'

/** Stripe was not reached, or could not answer: worth trying again. */
export class StripeUnavailable extends Error {
  override readonly name = 'StripeUnavailable'
}

/** Stripe said no, and would again. `param` is the field at fault. */
export class StripeRefused extends Error {
  override readonly name = 'StripeRefused'
  readonly param: string | null

  constructor(cause: Stripe.errors.StripeError) {
    super(`Stripe refused the request: ${cause.message}`, { cause })
    this.param = cause.param ?? null
  }
}

/** Not a webhook that Stripe signed for us, lately. */
export class BadWebhook extends Error {
  override readonly name = 'BadWebhook'
}

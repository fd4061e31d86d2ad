import Stripe from 'stripe'
import { StripeRefused, StripeUnavailable } from './errors.ts'

/** A failure of a call in our words: `StripeUnavailable`, `StripeRefused`, or the fault itself. */
export function inOurWords(error: unknown): never {
  // The package itself stumbled: a fault of ours, or of its own, and nobody was away.
  if (!(error instanceof Stripe.errors.StripeError)) throw error
  const cause = causeOf(error)
  if (isFault(cause)) throw cause
  const status = error.statusCode ?? 0
  // 409: another request with the same idempotency key is under way. 429: too many at once.
  if (status >= 400 && status < 500 && status !== 409 && status !== 429)
    throw new StripeRefused(error)
  throw new StripeUnavailable(`Stripe could not answer: ${error.message}`, { cause })
}

/** What a retrieval of an object came to; null when Stripe does not know it. */
export function orNull<T>(retrieval: Promise<T>): Promise<T | null> {
  return retrieval.catch((error) => (isUnknownObject(error) ? null : inOurWords(error)))
}

export function isServerFault(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeError && (error.statusCode ?? 0) >= 500
}

/**
 * The package resolves whatever JSON comes back, also a proxy's.
 *
 * @throws StripeUnavailable
 */
export function expectObject<T extends { readonly object: string; readonly id: string }>(
  given: T,
  object: T['object'],
): T {
  if (given?.object === object && typeof given.id === 'string') return given
  throw new StripeUnavailable(`The answer is not a ${object}, so it is not from Stripe.`)
}

function isUnknownObject(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeError && error.code === 'resource_missing'
}

/** What the package wraps without naming it as the cause: why there was no connection, or no JSON. */
function causeOf(error: Stripe.errors.StripeError): unknown {
  const { detail, exception } = error.raw as { detail?: unknown; exception?: unknown }
  return [detail, exception].find((inner) => inner instanceof Error) ?? error
}

/** A request that could not even be written, say; the package makes its time-out a `TypeError`, too. */
function isFault(cause: unknown): boolean {
  return cause instanceof TypeError && (cause as NodeJS.ErrnoException).code !== 'ETIMEDOUT'
}

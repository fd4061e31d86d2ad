import { isNamed } from '../../pack/is-named.ts'

/** Stripe or the database does not answer: it will again, and nothing is wrong with what was asked. */
export function isAway(error: unknown): boolean {
  return isNamed(error, 'StripeUnavailable', 'DatabaseUnavailable')
}

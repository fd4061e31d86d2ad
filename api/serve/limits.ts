import type { ApiConfig } from '../../clients/config.ts'
import type { Site } from '../../site/site.ts'
import { createRateLimits } from '../../store/rate-limits.ts'
import type { RateLimits } from '../limits.ts'

/** A buyer may reload the page that he lands on. */
const landingsPerMinute = 60
/** A person mistypes a link a few times; a guesser is stopped long before it matters. */
const guessesPerMinute = 30
/** A page that is kept up to date asks every five seconds, and some are open at once. */
const opsPerMinute = 240
/** One office may share a network; nobody shall fill somebody else's mailbox. */
const linksPerHour = { address: 20, customer: 3 }

export function limitsFor({ database }: Site, { checkoutsPerMinute }: ApiConfig): RateLimits {
  const perMinute = (name: string, most: number) => createLimit({ name, most, seconds: 60 })
  const perHour = (name: string, most: number) => createLimit({ name, most, seconds: 3_600 })
  const createLimit = createRateLimits(database)
  return {
    checkoutsOfAddress: perMinute('checkout-address', checkoutsPerMinute),
    checkoutsOfCustomer: perMinute('checkout-customer', checkoutsPerMinute),
    landings: perMinute('landing', landingsPerMinute),
    linksFromAddress: perHour('links-address', linksPerHour.address),
    linksToCustomer: perHour('links-customer', linksPerHour.customer),
    guesses: perMinute('guess', guessesPerMinute),
    ops: perMinute('ops', opsPerMinute),
  }
}

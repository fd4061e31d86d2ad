import { signed } from '../../clients/arguments.ts'
import { UsageError } from '../../clients/failure.ts'
import type { BreakerRequest } from '../../site/breakers.ts'
import { endOf } from './end.ts'
import { usage } from './usage.ts'

export type ForcedGiven = Readonly<
  Partial<Record<'model' | 'until' | 'for' | 'by' | 'why', string>>
>

/** @param words behind `breaker` */
export function breakerRequestOf(words: readonly string[], given: ForcedGiven): BreakerRequest {
  const [verb = '', endpoint = '', ...more] = words
  if (verb === 'list' && endpoint === '') return { verb }
  if (verb !== 'open' && verb !== 'close' && verb !== 'release')
    throw new UsageError(`“breaker ${words.join(' ')}” is nothing that can be done; ${usage}`)
  if (endpoint === '' || more.length > 0)
    throw new UsageError(`breaker ${verb} takes one endpoint; ${usage}`)
  const target = { endpoint, model: given.model ?? null, ...signed(given, usage) }
  if (verb !== 'release') return { verb, ...target, until: endOf(given) ?? Date.now() + usual }
  if (given.until !== undefined || given.for !== undefined)
    throw new UsageError(`breaker release takes no --until and no --for: it holds from now on.`)
  return { verb, ...target }
}

/** Milliseconds, for who does not say: what is forced and forgotten does harm. */
const usual = 3_600_000

import { signed } from '../../clients/arguments.ts'
import { UsageError } from '../../clients/failure.ts'
import { duration } from '../../clients/variables.ts'
import type { BreakerRequest } from '../../site/breakers.ts'
import { timeOf, usage } from './usage.ts'

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
  if (verb !== 'release') return { verb, ...target, until: endOf(given) }
  if (given.until !== undefined || given.for !== undefined)
    throw new UsageError(`breaker release takes no --until and no --for: it holds from now on.`)
  return { verb, ...target }
}

/** Milliseconds, for who does not say, and at the most: what is forced and forgotten does harm. */
const [usual, longest] = [3_600_000, 90 * 86_400_000]

/** Epoch milliseconds. */
function endOf({ until, for: length }: ForcedGiven): number {
  if (until !== undefined && length !== undefined)
    throw new UsageError('--until and --for are both given; leave one out.')
  if (until !== undefined) return Date.parse(timeOf(until))
  return Date.now() + (length === undefined ? usual : lengthOf(length))
}

function lengthOf(text: string): number {
  const length = duration.safeParse(text).data ?? 0
  if (length > 0 && length <= longest) return length
  throw new UsageError(
    `--for is “${text}”, but must be an ISO 8601 duration of at most P90D, such as PT30M.`,
  )
}

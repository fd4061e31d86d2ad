import { UsageError } from '../../clients/failure.ts'
import { duration } from '../../clients/variables.ts'
import { timeOf } from './usage.ts'

/** Milliseconds. */
const longest = 90 * 86_400_000

interface Given {
  readonly until?: string
  readonly for?: string
}

/**
 * When it ends, in epoch milliseconds; null: that was not said.
 *
 * @throws UsageError
 */
export function endOf({ until, for: length }: Given): number | null {
  if (until !== undefined && length !== undefined)
    throw new UsageError('--until and --for are both given; leave one out.')
  if (until !== undefined) return Date.parse(timeOf(until))
  return length === undefined ? null : Date.now() + lengthOf(length)
}

function lengthOf(text: string): number {
  const length = duration.safeParse(text).data ?? 0
  if (length > 0 && length <= longest) return length
  throw new UsageError(
    `--for is “${text}”, but must be an ISO 8601 duration of at most P90D, such as PT30M.`,
  )
}

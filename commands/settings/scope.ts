import { operations } from '../../catalogue/operations.ts'
import { UsageError } from '../../clients/failure.ts'
import { risks } from '../../pack/artefact.ts'
import { endpointTiers } from '../../pack/order.ts'

interface Given {
  readonly operation?: string
  readonly risk?: string
  readonly tier?: string
}

/**
 * For which calls something is to hold; null: for all.
 *
 * @throws UsageError
 */
export function scopeOf({ operation, risk, tier }: Given) {
  return {
    operation: oneOf('--operation', operation, operations),
    risk: oneOf('--risk', risk, risks),
    tier: oneOf('--tier', tier, endpointTiers),
  }
}

function oneOf<Known extends string>(
  option: string,
  given: string | undefined,
  known: readonly Known[],
): Known | null {
  if (given === undefined) return null
  const found = known.find((one) => one === given)
  if (found !== undefined) return found
  throw new UsageError(`${option} is “${given}”, but must be one of: ${known.join(', ')}.`)
}

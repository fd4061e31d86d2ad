import type { SettingsRequest } from '../../site/settings.ts'
import type { RecordedChange } from '../../store/policy/settings.ts'
import type { Asked, Scope } from './arguments.ts'

/**
 * What has to be set and unset. Off is off: whatever is on for a part of it, too; and where it is on for more than
 * that, it is set off for that alone.
 *
 * @param on where it is on
 */
export function changesFor(asked: Asked, on: readonly RecordedChange[]): SettingsRequest[] {
  if (asked.verb === 'show') return []
  const { verb, scope, until, by, why } = asked
  const change = { key: 'safeMode', risk: null, share: null, until, by, why }
  if (verb === 'on') return [{ verb: 'set', change: { ...change, ...scope, value: true } }]
  const unset = on
    .filter((one) => isWithin(one, scope))
    .map(({ tier, operation, risk, share }): SettingsRequest => {
      return { verb: 'unset', change: { ...change, tier, operation, risk, share, value: null } }
    })
  const isWider = on.some((one) => !isWithin(one, scope) && isWithin(scope, one))
  return isWider
    ? [...unset, { verb: 'set', change: { ...change, ...scope, value: false } }]
    : unset
}

function isWithin(one: Scope, other: Scope): boolean {
  return (
    (other.tier ?? one.tier) === one.tier && (other.operation ?? one.operation) === one.operation
  )
}

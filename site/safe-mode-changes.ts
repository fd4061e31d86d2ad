import type { EndpointTier } from '../pack/order.ts'
import type { RecordedChange } from '../store/policy/settings.ts'
import type { SettingsRequest } from './settings.ts'

/** Of what safe mode is turned on or off; null: of all. */
export interface Scope {
  readonly tier: EndpointTier | null
  readonly operation: string | null
}

/** `until` is ISO 8601, UTC; null: until it is changed. */
export interface AskedSafeMode {
  readonly verb: 'on' | 'off'
  readonly scope: Scope
  readonly until: string | null
  readonly by: string
  readonly why: string
}

/**
 * What has to be set and unset, so that it holds for all of what was named: nothing narrower that says otherwise is
 * left, and off is set where something else would still turn it on.
 *
 * @param standing all that is set of it, on or off
 */
export function changesFor(
  asked: AskedSafeMode,
  standing: readonly RecordedChange[],
): SettingsRequest[] {
  const { verb, scope, until, by, why } = asked
  const change = { key: 'safeMode', risk: null, share: null, until, by, why }
  const unset = standing
    .filter((one) => isWithin(one, scope) && (verb === 'off' || one.value !== true))
    .map(({ tier, operation, risk, share }): SettingsRequest => {
      const where = { tier, operation, risk, share }
      return { verb: 'unset', change: { ...change, ...where, until: null, value: null } }
    })
  const isOn = verb === 'on'
  const set = (where: Scope, end: string | null): SettingsRequest => {
    return { verb: 'set', change: { ...change, ...where, value: isOn, until: end } }
  }
  // What says otherwise of more than that is overruled for as long as it holds.
  const overruled = standing
    .filter((one) => one.value !== isOn && !isWithin(one, scope))
    .flatMap((one) => sharedBy(one, scope).map((part) => set(part, isOn ? until : one.until)))
  return isOn ? [...unset, set(scope, until), ...overruled] : [...unset, ...overruled]
}

function isWithin(one: Scope, other: Scope): boolean {
  return (
    (other.tier ?? one.tier) === one.tier && (other.operation ?? one.operation) === one.operation
  )
}

/** What both are for; none: they have nothing in common. */
function sharedBy(one: Scope, other: Scope): Scope[] {
  const isApart = (a: string | null, b: string | null) => a !== null && b !== null && a !== b
  if (isApart(one.tier, other.tier) || isApart(one.operation, other.operation)) return []
  return [{ tier: one.tier ?? other.tier, operation: one.operation ?? other.operation }]
}

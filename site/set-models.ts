import { type Breaker, isSameBreaker, untouched } from '../pack/breaker.ts'
import type { EndpointTier } from '../pack/order.ts'
import type { RecordedChange } from '../store/policy/settings.ts'

/** What tells of a setting whether it names a model, and for which calls. */
export type SetModel = Pick<
  RecordedChange,
  'key' | 'tier' | 'value' | 'operation' | 'risk' | 'share'
>

/** Those that settings put in the place of an endpoint's own. */
export function modelsSet(standing: readonly SetModel[], of: EndpointTier): string[] {
  const names = settingsOf(standing, of).map(({ value }) => String(value))
  return [...new Set(names.filter(Boolean))]
}

/**
 * Those of the models that calls go to. Where a setting for all calls puts an endpoint's own model
 * aside, the one that it names stands in its place, also before anything is known of it.
 */
export function inUse(breakers: readonly Breaker[], standing: readonly SetModel[]): Breaker[] {
  const isKnown = (one: Breaker) => breakers.some((other) => isSameBreaker(one, other))
  return breakers.flatMap((breaker) => {
    const set = settingsOf(standing, breaker.tier)
    if (!isAside(breaker, set)) return [breaker]
    return modelsSet(set, breaker.tier)
      .map((model) => ({ ...breaker, model, state: untouched, version: 0 }))
      .filter((one) => !isKnown(one))
  })
}

function isAside({ model }: Breaker, set: readonly SetModel[]): boolean {
  const named = set.map(({ value }) => value)
  return set.some(isForAll) && !named.includes(model) && !named.includes('')
}

function settingsOf(standing: readonly SetModel[], of: EndpointTier): SetModel[] {
  return standing.filter(({ key, tier }) => key === 'model' && (tier ?? of) === of)
}

function isForAll({ operation, risk, share, value }: SetModel): boolean {
  return operation === null && risk === null && share === null && value !== ''
}

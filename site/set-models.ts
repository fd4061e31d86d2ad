import type { ModelTier } from '../pack/order.ts'
import type { RecordedChange } from '../store/settings.ts'

/** What tells of a setting whether it names a model. */
export type SetModel = Pick<RecordedChange, 'key' | 'tier' | 'value'>

/** Those that settings put in the place of an endpoint's own. */
export function modelsSet(standing: readonly SetModel[], of: ModelTier): string[] {
  const set = standing.filter(({ key, tier }) => key === 'model' && (tier ?? of) === of)
  return [...new Set(set.map(({ value }) => String(value)).filter(Boolean))]
}

import { consequenceOf } from '../pack/notice.ts'
import type { ModelTier } from '../pack/order.ts'
import type { Reason } from '../pack/reason.ts'

interface Call {
  readonly tier: ModelTier
  readonly verdict: 'accepted' | Reason
}

interface Changed {
  readonly tier: ModelTier
  readonly state: string
  readonly reason: Reason | null
}

export interface TierWatchPorts {
  readonly tiers: { heard(tier: ModelTier, reason: Reason | null): Promise<Changed | null> }
  readonly observe: { tierChanged(state: Changed): void; notHeard(error: unknown): void }
}

/**
 * Tells the store how each call of a model ended, and the log when that changed the state of its
 * tier: of all processes, the one whose call it was. A text that is refused or invalid shows that
 * somebody answers.
 */
export function createTierWatch({ tiers, observe }: TierWatchPorts) {
  return async ({ tier, verdict }: Call): Promise<void> => {
    const isOurs = verdict !== 'accepted' && consequenceOf({ reason: verdict }).ours
    try {
      const changed = await tiers.heard(tier, isOurs ? verdict : null)
      if (changed) observe.tierChanged(changed)
    } catch (error) {
      observe.notHeard(error)
    }
  }
}

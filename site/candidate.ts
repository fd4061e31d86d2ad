import type { SettingKey } from '../inference/settings/settings.ts'
import type { Canary, CanaryKind } from '../pack/canary.ts'
import type { ModelTier } from '../pack/order.ts'
import type { Signed } from '../pack/signed.ts'
import type { SettingChange } from '../store/policy/settings.ts'
import type { Site } from './site.ts'

export interface Candidate {
  readonly kind: CanaryKind
  readonly name: string
  /** Null: all. */
  readonly operation: string | null
  readonly tier: ModelTier | null
}

/** For `upkeep`. */
export function createRollBack({ canaries }: Pick<Site, 'canaries'>) {
  return (canary: Canary, reason: string): Promise<boolean> => {
    const by = 'packhorse'
    const ended = { ending: 'rolled-back', by, reason } as const
    return canaries.end(canary.id, ended, [withdrawn(canary, { by, why: reason })])
  }
}

export const withdrawn = (canary: Canary, signed: Signed): SettingChange =>
  settingOf({ ...canary, ...signed }, canary.share, null)

/** @param share null: of all orders @param value null: it is taken back */
export function settingOf(
  { kind, operation, tier, isShadow, by, why }: Candidate & Signed & { readonly isShadow: boolean },
  share: number | null,
  value: string | null,
): SettingChange {
  const key: SettingKey = isShadow ? 'shadowModel' : kind
  return { key, operation, risk: null, tier, share, value, until: null, by, why }
}

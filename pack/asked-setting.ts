import type { SettingScope } from './setting-scope.ts'

/** A change of a setting as a person asks for it. */
export interface AskedSetting extends SettingScope {
  readonly key: string
  /** As a person types it; null: it is unset. */
  readonly value: string | null
  /** ISO 8601, UTC; null: until it is changed. */
  readonly until: string | null
  readonly by: string
  readonly why: string
}

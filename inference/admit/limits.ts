import type { ScopeLimits } from '../../pack/budget.ts'
import type { Settings } from '../settings/settings.ts'

const scopes = ['order', 'customer', 'organisation', 'tier'] as const

type Scope = (typeof scopes)[number]

/** In euros, by the names of the settings. */
type BudgetSettings = Pick<Settings, `${Scope}SoftLimit` | `${Scope}HardLimit`>

const million = 1_000_000

/**
 * The limits of every scope. Where a model costs nothing, its tokens are what is limited: a million
 * of them for each euro. A tier of one's own is limited by its slots, and paid for when it is idle.
 */
export function limitsOf(settings: BudgetSettings, isFree: boolean): ScopeLimits[] {
  return scopes.map((scope) => {
    const soft = Math.round(settings[`${scope}SoftLimit`] * million)
    const hard = Math.round(settings[`${scope}HardLimit`] * million)
    const limit = { soft, hard }
    return { scope, micros: limit, tokens: isFree && scope !== 'tier' ? limit : null }
  })
}

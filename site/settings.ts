import { isSettingKey, settingTable } from '../inference/settings/settings.ts'
import type { RecordedChange, SettingChange } from '../store/policy/settings.ts'
import { unknown } from './breakers.ts'
import type { Site } from './site.ts'

export type SettingsRequest =
  | { readonly verb: 'list' }
  | { readonly verb: 'history'; readonly key: string | null }
  | { readonly verb: 'set' | 'unset'; readonly change: SettingChange }

export interface SettingsAnswer {
  /** What stands, or what was changed, newest first. */
  readonly settings: readonly RecordedChange[]
}

/** Changes in a list. */
export const longestHistory = 100

/** What an operator does to the settings, each change recorded with who made it and why. */
export function createSettingsOffice({ settings, breakers }: Pick<Site, 'settings' | 'breakers'>) {
  return async (request: SettingsRequest): Promise<SettingsAnswer> => {
    if (request.verb === 'history')
      return { settings: await settings.history(request.key, longestHistory) }
    if (request.verb === 'unset') await requireSet(request.change)
    if (request.verb === 'set') {
      await requireKnown(request.change)
      requireOrdered(request.change, await settings.standing())
    }
    if (request.verb !== 'list') await settings.change(request.change)
    return { settings: await settings.standing() }
  }

  /** A name that no worker knows would be passed over without a word. */
  async function requireKnown({ key, value }: SettingChange): Promise<void> {
    if (key !== 'endpoints') return
    const all = await breakers.all()
    const stranger = (value as readonly string[]).find(
      (name) => !all.some(({ endpoint }) => endpoint === name),
    )
    if (stranger !== undefined) throw unknown('endpoint', stranger, all)
  }

  async function requireSet(change: SettingChange): Promise<void> {
    const standing = await settings.standing()
    if (standing.some((one) => isSameScope(one, change))) return
    throw new Error(
      `${change.key} is not set there, so there is nothing to unset; npm run settings -- list shows what is.`,
    )
  }
}

const everywhere = { operation: null, risk: null, tier: null, share: null } as const

/**
 * A slip of a customer's hard limit costs the orders that meet it their texts for good, so it is never the
 * lower one. That of a tier only makes them wait.
 */
function requireOrdered(change: SettingChange, standing: readonly RecordedChange[]): void {
  const [, scope, which] = /^(order|customer|organisation)(Soft|Hard)Limit$/.exec(change.key) ?? []
  const key = `${scope}${which === 'Hard' ? 'Soft' : 'Hard'}Limit`
  if (!isSettingKey(key)) return
  const holding = [change, { ...change, ...everywhere }].flatMap(
    (where) => standing.find((one) => isSameScope(one, { ...where, key })) ?? [],
  )
  const other = Number(holding[0]?.value ?? settingTable[key].standard)
  const distance = Number(change.value) - other
  if (which === 'Hard' ? distance >= 0 : distance <= 0) return
  throw new Error(
    `${change.key} cannot be ${String(change.value)}, because ${key} is ${other} there, and the hard limit is the higher one; set that first.`,
  )
}

function isSameScope(one: SettingChange, other: SettingChange): boolean {
  const same = (['key', 'operation', 'risk', 'tier'] as const).every((it) => one[it] === other[it])
  return same && (one.share === null) === (other.share === null)
}

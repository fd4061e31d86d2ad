import { settingKeys, settingTable } from '../../inference/settings/settings.ts'
import type { SettingsAnswer, SettingsRequest } from '../../site/settings.ts'
import type { RecordedChange } from '../../store/policy/settings.ts'

/** What came of it, for a person. */
export function linesOf({ verb }: SettingsRequest, { settings }: SettingsAnswer): string[] {
  if (verb === 'history')
    return settings.length === 0 ? ['No setting was ever changed.'] : settings.flatMap(describe)
  const standing =
    settings.length === 0 ? ['Nothing is set; all is as declared.'] : settings.flatMap(describe)
  return verb === 'list' ? [...standing, '', 'Without a setting:', ...standards()] : standing
}

function describe({ at, by, why, key, value, until, ...scope }: RecordedChange): string[] {
  const { operation, risk, tier, share } = scope
  const holds = [
    operation ?? '',
    risk === null ? '' : `risk ${risk}`,
    tier ?? '',
    share === null ? '' : `${share} % of the orders`,
    until === null ? '' : `until ${until}`,
  ].filter(Boolean)
  const set = value === null ? `${key} unset` : `${key} = ${shown(value)}`
  return [[set, ...holds].join(' · '), `  ${at} by ${by}: ${why}`]
}

function standards(): string[] {
  const width = Math.max(...settingKeys.map((key) => key.length))
  return settingKeys.map((key) => {
    const { standard, about } = settingTable[key]
    return `  ${key.padEnd(width)}  ${shown(standard).padEnd(6)}  ${about}`
  })
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(',')
  return value === '' ? 'none' : String(value)
}

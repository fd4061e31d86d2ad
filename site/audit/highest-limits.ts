import { isSound, settingTable } from '../../inference/settings/settings.ts'
import type { Site } from '../site.ts'

const scopes = ['order', 'customer', 'organisation', 'tier'] as const

/** Changes of one limit that are looked at. */
const longest = 100_000

/** Micros: of each scope the highest hard limit that ever stood, since what was spent was within one. */
export async function highestLimits({ history }: Pick<Site['settings'], 'history'>) {
  const limits = { order: 0, customer: 0, organisation: 0, tier: 0 }
  for (const scope of scopes) {
    const key = `${scope}HardLimit` as const
    const changes = await history(key, longest)
    const values = changes.map(({ value }) => value).filter((value) => isSound(key, value))
    limits[scope] = Math.max(settingTable[key].standard, ...values) * 1_000_000
  }
  return limits
}

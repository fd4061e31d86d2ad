import { operations } from '../../catalogue/operations.ts'
import {
  isSettingKey,
  settingFrom,
  settingKeys,
  settingTable,
} from '../../inference/settings/settings.ts'
import type { AskedSetting } from '../../pack/asked-setting.ts'
import type { Signed } from '../../pack/signed.ts'
import { createCanaryOffice } from '../canaries.ts'
import { changesFor, type Scope } from '../safe-mode-changes.ts'
import { createSettingsOffice } from '../settings.ts'
import type { Site } from '../site.ts'

/** What is set, safe mode, and what is tried. */
export function openSteering(site: Site) {
  const { settings } = site
  const candidate = createCanaryOffice(site)
  const office = createSettingsOffice(site)

  return {
    candidate,

    async steering() {
      const [standing, candidates] = await Promise.all([
        settings.standing(),
        candidate({ verb: 'show' }),
      ])
      const keys = settingKeys.map((key) => ({ key, ...settingTable[key] }))
      return { standing, keys, operations, candidates }
    },

    /** @throws Error with one sentence where it changes nothing */
    async changeSetting({ key, value, ...change }: AskedSetting): Promise<void> {
      if (!isSettingKey(key)) throw new Error(`“${key}” is no setting.`)
      if (value !== null) requireOperation(change.operation)
      if (value === null)
        await office({ verb: 'unset', change: { ...change, key, value, until: null } })
      else await office({ verb: 'set', change: { ...change, key, value: settingFrom(key, value) } })
    },

    async safeMode(isOn: boolean, scope: Scope, signed: Signed): Promise<void> {
      requireOperation(scope.operation)
      const standing = (await settings.standing()).filter(({ key }) => key === 'safeMode')
      const asked = { verb: isOn ? 'on' : 'off', scope, until: null, ...signed } as const
      for (const request of changesFor(asked, standing)) await office(request)
    },
  }
}

/** A setting for one that is none would hold for nothing, and look as if it held. */
function requireOperation(operation: string | null): void {
  if (operation !== null && !operations.includes(operation))
    throw new Error(
      `There is no operation “${operation}”; it must be one of: ${operations.join(', ')}.`,
    )
}

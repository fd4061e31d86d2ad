import { randomUUID } from 'node:crypto'
import { OpenFeature } from '@openfeature/server-sdk'
import {
  createProvider,
  createSettings,
  type SettingsObserver,
} from '../inference/settings/flags.ts'
import { createSource, type SettingRow } from '../inference/settings/snapshot.ts'
import { createLoop } from './loop.ts'

/** Milliseconds until a change of a setting holds everywhere. */
const pause = 1_000

export interface SettingsWatchPorts {
  readonly settings: { standing(): Promise<readonly SettingRow[]> }
  readonly observe: SettingsObserver & { settingsAway(error: unknown): void }
}

/**
 * The settings, renewed each second. While the store does not answer the last ones stand, before
 * its first answer the standard ones. The provider is what a firm with a flag service of its own
 * replaces.
 */
export async function createSettingsWatch({ settings, observe }: SettingsWatchPorts) {
  const source = createSource({ standing: settings.standing, clock: Date.now })
  // OpenFeature knows one provider a domain in a process; several workers may share the process.
  const domain = `packhorse-${randomUUID()}`
  await OpenFeature.setProviderAndWait(domain, createProvider(source))
  await source.refresh().catch(observe.settingsAway)
  return {
    settingsOf: createSettings(OpenFeature.getClient(domain), observe),
    runner: createLoop({
      work: () => source.refresh().then(() => false),
      pause,
      failed: observe.settingsAway,
    }),
  }
}

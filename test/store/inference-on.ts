import { unsupportedCharacters } from '../../documents/type/characters.ts'
import { createInference, type InferenceDeps } from '../../inference/inference.ts'
import { endpointsFromUrls } from '../../inference/route/endpoints.ts'
import { type Settings, standardSettings } from '../../inference/settings/settings.ts'
import { createCalls } from '../../store/calls/calls.ts'
import { createReusableTexts } from '../../store/calls/reusable-texts.ts'
import { createBreakerStore } from '../../store/policy/breakers.ts'
import { createBudgets } from '../../store/policy/budgets.ts'
import type { Sealed } from '../../store/sealing.ts'
import { unobserved } from '../inference/rig.ts'

export interface InferenceOn {
  readonly database: Sealed
  /** Of the one model server. */
  readonly url: string
  readonly settings?: Partial<Settings>
  readonly observeReuse?: InferenceDeps['reuse']['observe']
}

/** The policy of the small tier on a real store, as a worker composes it. */
export function inferenceOn({ database, url, settings, observeReuse = () => {} }: InferenceOn) {
  return createInference({
    unprintable: unsupportedCharacters,
    endpoints: endpointsFromUrls({ tier: '4b', urls: [url], model: 'adapter', key: null }),
    settingsOf: async () => ({ ...standardSettings, ...settings }),
    calls: createCalls(database),
    breakers: {
      store: createBreakerStore(database.db),
      quarantine: 0,
      observe: { breakerChanged() {}, breakerNotStored() {} },
    },
    admission: { budgets: createBudgets(database.db), observe: unobserved },
    clock: Date.now,
    observe: () => {},
    reuse: { texts: createReusableTexts(database), observe: observeReuse },
  })
}

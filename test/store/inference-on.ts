import { randomBytes } from 'node:crypto'
import { createVault } from '../../clients/vault.ts'
import { unsupportedCharacters } from '../../documents/type/characters.ts'
import { createInference, type InferenceDeps } from '../../inference/inference.ts'
import { endpointsFromUrls } from '../../inference/route/endpoints.ts'
import { type Settings, standardSettings } from '../../inference/settings/settings.ts'
import { createCalls } from '../../store/calls/calls.ts'
import { createReusableTexts } from '../../store/calls/reusable-texts.ts'
import type { Db } from '../../store/database/database.ts'
import { createBreakerStore } from '../../store/policy/breakers.ts'
import { createBudgets } from '../../store/policy/budgets.ts'
import { unobserved } from '../inference/rig.ts'

const vault = createVault([randomBytes(32).toString('base64')])

export interface InferenceOn {
  readonly db: Db
  /** Of the one model server. */
  readonly url: string
  readonly settings?: Partial<Settings>
  readonly observeReuse?: InferenceDeps['reuse']['observe']
}

/** The policy of the small tier on a real store, as a worker composes it. */
export function inferenceOn({ db, url, settings, observeReuse = () => {} }: InferenceOn) {
  return createInference({
    unprintable: unsupportedCharacters,
    endpoints: endpointsFromUrls({ tier: '4b', urls: [url], model: 'adapter', key: null }),
    settingsOf: async () => ({ ...standardSettings, ...settings }),
    calls: createCalls(db),
    breakers: {
      store: createBreakerStore(db),
      quarantine: 0,
      observe: { breakerChanged() {}, breakerNotStored() {} },
    },
    admission: { budgets: createBudgets(db), observe: unobserved },
    vault: { newKey: vault.newKey, seal: vault.close },
    clock: Date.now,
    observe: () => {},
    reuse: { texts: createReusableTexts(db), observe: observeReuse },
  })
}

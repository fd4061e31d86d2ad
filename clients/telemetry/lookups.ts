import type { Metrics } from '../metrics.ts'

/** What was looked for before a model was asked. */
export function observeLookups(metrics: Metrics) {
  return {
    reused(result: 'hit' | 'waited' | 'miss') {
      metrics.cacheRequests.inc({ result })
    },
    retrieved(result: 'hit' | 'miss') {
      metrics.retrievalRequests.inc({ result })
    },
    settingStood(key: string, value: 'last' | 'standard') {
      metrics.settingsUnsaid.inc({ key, value })
    },
  }
}

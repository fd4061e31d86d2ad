import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'

/** What guards keep back, and what is done where that is too much. */
export function observeGuards(metrics: Metrics, log: Log) {
  return {
    guarded({ direction, reason, mode }: { direction: string; reason: string; mode: string }) {
      const counter = mode === 'enforce' ? metrics.guardBlocks : metrics.guardRemarks
      counter.inc({ direction, reason })
    },
    precautionTaken(taken: { tier: string; operation: string | null; why: string; until: string }) {
      const { tier, operation, why, until } = taken
      metrics.precautions.inc({ tier })
      log.error({ tier, operation, until, why }, 'safe mode is on: texts stay standard ones')
    },
  }
}

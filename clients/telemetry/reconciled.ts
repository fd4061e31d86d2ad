import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'

/** What differed between Stripe and our orders. */
export function tellReconciled({ reconciled }: Pick<Metrics, 'reconciled'>, log: Log) {
  return {
    found({ kind, order, what }: { kind: string; order: string | null; what: string }) {
      reconciled.inc({ kind })
      log.error({ kind, order, what }, 'Stripe and our orders differed')
    },
    notReconciled(what: string, error: unknown) {
      log.warn({ what, error }, 'not held against Stripe; the rest is')
    },
  }
}

import { setTimeout as sleep } from 'node:timers/promises'
import type { Reconciliation, Wish } from '../orders/reconcile/reconcile.ts'
import type { Site } from './site.ts'
import { borrowTill } from './till.ts'

export interface ReconcileRequest {
  /** How far back Stripe's lists are looked through; null: from where the last turn ended. */
  readonly days: number | null
}

export type Reconciled = Omit<Reconciliation, 'hasMore'>

/** Milliseconds between two tries while another process has the turn. */
const pause = 1_000

const day = 86_400_000

/** Holds Stripe against the orders at once, however much there is. */
export function createReconcileOffice(site: Site) {
  return async ({ days }: ReconcileRequest): Promise<Reconciled> => {
    const { reconcile } = borrowTill(site)
    const { signal } = new AbortController()
    const first = days === null ? undefined : new Date(Date.now() - days * day).toISOString()
    const done: Reconciliation[] = []
    for (let wish: Wish | null = { atOnce: true, all: true, from: first }; wish !== null; ) {
      const turn: Reconciliation | null = await reconcile(signal, wish)
      if (turn === null) await sleep(pause)
      else done.push(turn)
      if (turn) wish = turn.hasMore ? { atOnce: true, from: turn.window.until } : null
    }
    return whole(done)
  }
}

/** Turns that followed each other, as one. */
function whole(turns: readonly Reconciliation[]): Reconciled {
  // What lasts is found in each.
  const found = turns.flatMap(({ findings }) => findings)
  return {
    window: { from: turns[0]?.window.from ?? '', until: turns.at(-1)?.window.until ?? '' },
    lookedUp: turns.reduce((sum, turn) => sum + turn.lookedUp, 0),
    findings: [...new Map(found.map((one) => [one.what, one])).values()],
  }
}

import type { StoredOrder } from '../../pack/stored-order.ts'
import type { Fulfil } from '../money/fulfil.ts'
import type { Reporter } from './finding.ts'
import { createGoingOn } from './going-on.ts'
import { reportMove } from './moved.ts'

export interface OpenPaymentPorts {
  readonly orders: { byId(id: string): Promise<StoredOrder | undefined> }
  readonly reconciliation: {
    /** Takes orders whose payment may still change and is to be looked up; each once. */
    claim(limit: number): Promise<readonly string[]>
  }
  readonly fulfil: Fulfil
  readonly observe: { notReconciled(what: string, error: unknown): void }
}

/** Stripe is asked for customers, too: so many at a time leave them room. */
const atOnce = 4

/** In one turn. */
const most = 400

export interface LookedUp {
  readonly count: number
  readonly hasMore: boolean
}

/**
 * Looks up every order whose payment may still change, however old it is. What one order meets does
 * not hold up the others; where Stripe is away, they wait for the next turn.
 */
export function createLookUpOpen({ orders, reconciliation, fulfil, observe }: OpenPaymentPorts) {
  const goingOn = createGoingOn(observe)

  return async (stop: AbortSignal, report: Reporter): Promise<LookedUp> => {
    let count = 0
    while (count < most && !stop.aborted) {
      const ids = await reconciliation.claim(atOnce)
      if (ids.length === 0) return { count, hasMore: false }
      const looks = await Promise.allSettled(ids.map((id) => lookUp(id, report)))
      const away = looks.find(({ status }) => status === 'rejected')
      if (away?.status === 'rejected') throw away.reason
      count += ids.length
    }
    return { count, hasMore: !stop.aborted }
  }

  async function lookUp(id: string, report: Reporter) {
    const before = await orders.byId(id)
    const session = before?.sessionId
    if (!before || !session) return
    const after = await goingOn(id, fulfil(session))
    if (after === null) return report.found(unknown(id, session))
    reportMove(report, session, before, after ?? before)
  }
}

function unknown(order: string, session: string) {
  const what = `Stripe does not know session ${session}, in which the order is to be paid: is STRIPE_SECRET_KEY that of another account?`
  return { kind: 'unknown-session', order, what } as const
}

import { revisionOf } from '../../pack/correction.ts'
import { homeModel, isEntitled, type OrderState } from '../../pack/order.ts'
import { refundPercent, shareOf } from '../../pack/price.ts'
import type { Composition } from '../../pack/release.ts'
import { isBySmallerModel } from '../../pack/section.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import { knownOrder } from '../entitled-order.ts'

interface Settled {
  readonly from: ['improving']
  readonly to: 'complete'
  readonly nextUpdateBy: null
  readonly refundOwed: number | null
  readonly revision: number
}

export interface CompletePorts {
  readonly orders: {
    byId(id: string): Promise<StoredOrder | undefined>
    advance(id: string, step: Settled): Promise<boolean>
  }
  readonly releases: {
    /** Null before the first. */
    newest(order: string): Promise<Composition | null>
  }
  /** Percent of what was paid, owed back where a smaller model than the one that was bought wrote any of it. */
  readonly smallerModelRefund: number
  readonly observe: {
    reached(order: StoredOrder, state: OrderState): void
    owed(order: StoredOrder, refund: number, short: readonly string[]): void
  }
}

/** `corrected`: there is more to do, for answers that were corrected since the run began. */
export type Completed = 'settled' | 'corrected'

/**
 * No section can improve any more, unless the answers were corrected since the run began. What the
 * newest release withholds is owed back in part, once: it counts what the customer holds, not what was
 * written.
 */
export function createComplete({ orders, releases, smallerModelRefund, observe }: CompletePorts) {
  return async (orderId: string, revision = 1): Promise<Completed> => {
    const order = await knownOrder(orders, orderId)
    // A payment that was taken back neither ends as complete nor owes anything.
    if (!isEntitled(order.state)) return 'settled'
    const sections = (await releases.newest(orderId))?.sections ?? []
    const withheld = sections.filter(({ source }) => source === 'withheld')
    const smaller = sections.filter((section) => isBySmallerModel(section, homeModel(order.tier)))
    const percent =
      (withheld.length > 0 ? refundPercent : 0) + (smaller.length > 0 ? smallerModelRefund : 0)
    const owed = shareOf(order.amountPaid ?? order.amount, percent) || null
    const refundOwed = order.refundOwed ?? owed
    const settled = { nextUpdateBy: null, refundOwed }
    const step = { from: ['improving'], to: 'complete', revision, ...settled } satisfies Settled
    if (!(await orders.advance(orderId, step)))
      return revisionOf(await knownOrder(orders, orderId)) === revision ? 'settled' : 'corrected'
    observe.reached(order, 'complete')
    const short = [...withheld, ...smaller].map(({ id }) => id)
    if (order.refundOwed === null && refundOwed !== null) observe.owed(order, refundOwed, short)
    return 'settled'
  }
}

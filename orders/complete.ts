import { homeModel, isEntitled, type OrderState } from '../pack/order.ts'
import { refundPercent, shareOf } from '../pack/price.ts'
import type { Composition } from '../pack/release.ts'
import { isBySmallerModel } from '../pack/section.ts'
import type { StoredOrder } from '../pack/stored-order.ts'
import { UnknownOrder } from './entitled-order.ts'

interface Settled {
  readonly from: ['improving']
  readonly to: 'complete'
  readonly nextUpdateBy: null
  readonly refundOwed: number | null
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

/**
 * No section can improve any more. What the newest release withholds is owed back in part: it counts
 * what the customer holds, not what was written.
 */
export function createComplete({ orders, releases, smallerModelRefund, observe }: CompletePorts) {
  return async (orderId: string): Promise<void> => {
    const order = await orders.byId(orderId)
    if (order === undefined) throw new UnknownOrder(orderId)
    // A payment that was taken back neither ends as complete nor owes anything.
    if (!isEntitled(order.state)) return
    const sections = (await releases.newest(orderId))?.sections ?? []
    const withheld = sections.filter(({ source }) => source === 'withheld')
    const smaller = sections.filter((section) => isBySmallerModel(section, homeModel(order.tier)))
    const percent =
      (withheld.length > 0 ? refundPercent : 0) + (smaller.length > 0 ? smallerModelRefund : 0)
    const refundOwed = shareOf(order.amountPaid ?? order.amount, percent) || null
    const settled = { nextUpdateBy: null, refundOwed }
    const step = { from: ['improving'], to: 'complete', ...settled } satisfies Settled
    if (!(await orders.advance(orderId, step))) return
    observe.reached(order, 'complete')
    const short = [...withheld, ...smaller].map(({ id }) => id)
    if (refundOwed !== null) observe.owed(order, refundOwed, short)
  }
}

import { isEntitled, type OrderState } from '../pack/order.ts'
import { refundFor } from '../pack/price.ts'
import type { Composition } from '../pack/release.ts'
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
  readonly observe: {
    reached(order: StoredOrder, state: OrderState): void
    owed(order: StoredOrder, refund: number, withheld: readonly string[]): void
  }
}

/**
 * No section can improve any more. What the newest release withholds is owed back in part: it counts
 * what the customer holds, not what was written.
 */
export function createComplete({ orders, releases, observe }: CompletePorts) {
  return async (orderId: string): Promise<void> => {
    const order = await orders.byId(orderId)
    if (order === undefined) throw new UnknownOrder(orderId)
    // A payment that was taken back neither ends as complete nor owes anything.
    if (!isEntitled(order.state)) return
    const withheld = withheldIn(await releases.newest(orderId))
    const refund = withheld.length > 0 ? refundFor(order.amountPaid ?? order.amount) : 0
    const refundOwed = refund > 0 ? refund : null
    const settled = { nextUpdateBy: null, refundOwed }
    const step = { from: ['improving'], to: 'complete', ...settled } satisfies Settled
    if (!(await orders.advance(orderId, step))) return
    observe.reached(order, 'complete')
    if (refundOwed !== null) observe.owed(order, refundOwed, withheld)
  }
}

function withheldIn(release: Composition | null): string[] {
  const sections = release?.sections ?? []
  return sections.filter(({ source }) => source === 'withheld').map(({ id }) => id)
}

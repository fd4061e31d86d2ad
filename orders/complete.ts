import type { Attention, OrderState } from '../pack/order.ts'
import type { RecordedOutcome } from '../pack/outcome.ts'
import { refundFor } from '../pack/price.ts'
import { sectionsOf } from './sections.ts'
import { type StoredOrder, UnknownOrder } from './stored-order.ts'

interface Settled {
  readonly nextUpdateBy: null
  readonly refundOwed: number | null
}

export interface CompletePorts {
  readonly orders: {
    byId(id: string): Promise<StoredOrder | undefined>
    advance(id: string, to: OrderState, change: Settled): Promise<boolean>
    setAttention(id: string, attention: Attention, note: string | null): Promise<void>
  }
  readonly outcomes: { ofOrder(id: string): Promise<RecordedOutcome[]> }
  readonly observe: {
    reached(order: StoredOrder, state: OrderState): void
    owed(order: StoredOrder, refund: number, withheld: readonly string[]): void
  }
}

/** No section can improve any more. What is withheld for good is paid for in part, and owed back. */
export function createComplete({ orders, outcomes, observe }: CompletePorts) {
  return async (orderId: string): Promise<void> => {
    const order = await orders.byId(orderId)
    if (order === undefined) throw new UnknownOrder(orderId)
    const sections = sectionsOf(order, await outcomes.ofOrder(orderId))
    const withheld = sections.filter(({ source }) => source === 'withheld').map(({ id }) => id)
    const refundOwed = withheld.length > 0 ? refundFor(order.amountPaid ?? order.amount) : null
    const moved = await orders.advance(orderId, 'complete', { nextUpdateBy: null, refundOwed })
    if (!moved) return
    observe.reached(order, 'complete')
    if (refundOwed !== null) observe.owed(order, refundOwed, withheld)
  }
}

/** Asks an operator to look at the order, or with null says that all is well again. */
export function createPark({ orders }: Pick<CompletePorts, 'orders'>) {
  return (orderId: string, why: string | null): Promise<void> =>
    orders.setAttention(orderId, why === null ? null : 'parked', why)
}

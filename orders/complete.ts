import type { Attention, OrderState } from '../pack/order.ts'
import type { StoredOrder } from './stored-order.ts'

export interface CompletePorts {
  readonly orders: {
    byId(id: string): Promise<StoredOrder | undefined>
    advance(id: string, to: OrderState, change?: { nextUpdateBy: null }): Promise<boolean>
    setAttention(id: string, attention: Attention, note: string | null): Promise<void>
  }
  readonly observe: { reached(order: StoredOrder, state: OrderState): void }
}

/** No section can improve any more. */
export function createComplete({ orders, observe }: CompletePorts) {
  return async (orderId: string): Promise<void> => {
    const order = await orders.byId(orderId)
    const moved = await orders.advance(orderId, 'complete', { nextUpdateBy: null })
    if (order && moved) observe.reached(order, 'complete')
  }
}

/** Asks an operator to look at the order, or with null says that all is well again. */
export function createPark({ orders }: Pick<CompletePorts, 'orders'>) {
  return (orderId: string, why: string | null): Promise<void> =>
    orders.setAttention(orderId, why === null ? null : 'parked', why)
}

import { type Attention, type AttentionKind, mostUrgent } from '../../pack/order.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import { knownOrder } from '../entitled-order.ts'

export interface ParkPorts {
  readonly orders: {
    byId(id: string): Promise<StoredOrder | undefined>
    raise(id: string, kind: AttentionKind, why: string): Promise<void>
    settle(id: string, kind: AttentionKind): Promise<void>
  }
}

/**
 * Parks the order until an operator has looked at it, or with null says that it goes on.
 *
 * @returns what is most urgent about the order now
 */
export function createPark({ orders }: ParkPorts) {
  return async (orderId: string, why: string | null): Promise<Attention> => {
    if (why === null) await orders.settle(orderId, 'parked')
    else await orders.raise(orderId, 'parked', why)
    return mostUrgent((await knownOrder(orders, orderId)).attentions)
  }
}

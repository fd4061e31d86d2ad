import type { StoredOrder } from '../../pack/stored-order.ts'
import { knownOrder } from '../entitled-order.ts'

export interface WithdrawLinkPorts {
  readonly orders: {
    byId(id: string): Promise<StoredOrder | undefined>
    withdrawLink(id: string, generation: number): Promise<boolean>
  }
}

/**
 * Has another link take the place of one that got into wrong hands.
 *
 * @param generation of the link to withdraw; null: the one that opens the order now
 * @returns the order, whose new link opens it
 * @throws UnknownOrder
 */
export function createWithdrawLink({ orders }: WithdrawLinkPorts) {
  return async (id: string, generation: number | null): Promise<StoredOrder> => {
    const { linkGeneration } = await knownOrder(orders, id)
    await orders.withdrawLink(id, generation ?? linkGeneration)
    return knownOrder(orders, id)
  }
}

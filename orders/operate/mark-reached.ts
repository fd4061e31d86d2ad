import type { StoredOrder } from '../../pack/stored-order.ts'
import { knownOrder } from '../entitled-order.ts'
import { NotApplicable } from './not-applicable.ts'

export interface MarkReachedPorts {
  readonly orders: {
    byId(id: string): Promise<StoredOrder | undefined>
    /** @returns whether somebody was asked to reach the customer */
    markReached(id: string): Promise<boolean>
  }
}

/**
 * Notes that somebody spoke with the customer, whom our letters do not reach or who never came: nobody is
 * asked to any more, until another letter comes back.
 *
 * @throws UnknownOrder, NotApplicable
 */
export function createMarkReached({ orders }: MarkReachedPorts) {
  return async (id: string): Promise<void> => {
    await knownOrder(orders, id)
    if (!(await orders.markReached(id)))
      throw new NotApplicable(`${id} has no “contact”: nobody is asked to reach its customer.`)
  }
}

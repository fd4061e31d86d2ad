import type { StoredOrder } from '../../pack/stored-order.ts'
import { knownOrder } from '../entitled-order.ts'
import { NotApplicable } from './not-applicable.ts'

export interface ResendLinksPorts {
  readonly orders: { byId(id: string): Promise<StoredOrder | undefined> }
  readonly letters: {
    /** Has the links of the address's paid orders mailed to it. */
    request(email: string): Promise<void>
  }
}

/**
 * Has the customer of an order mailed the links of their orders once more.
 *
 * @throws UnknownOrder, NotApplicable
 */
export function createResendLinks({ orders, letters }: ResendLinksPorts) {
  return async (id: string): Promise<void> => {
    const { email, paidAt, state } = await knownOrder(orders, id)
    if (state === 'erased')
      throw new NotApplicable(`${id} was erased, and with it the address that letters went to.`)
    if (paidAt === null && state !== 'payment-pending')
      throw new NotApplicable(`${id} is not paid for, so no letter is sent of it.`)
    await letters.request(email)
  }
}

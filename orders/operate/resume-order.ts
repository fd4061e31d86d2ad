import { isEntitled } from '../../pack/order.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import { knownOrder } from '../entitled-order.ts'
import type { Fulfil } from '../money/fulfil.ts'
import { NotApplicable } from './not-applicable.ts'
import type { Retried } from './retry.ts'

export interface ResumePorts {
  readonly orders: {
    byId(id: string): Promise<StoredOrder | undefined>
    /** @returns the session that differs from the order, applied by this from now on; null: none does */
    acceptDifference(order: string, by: string): Promise<string | null>
  }
  readonly retry: (id: string) => Promise<Retried>
  readonly fulfil: Fulfil
}

/**
 * Has a parked order go on: one that was paid differently from what was ordered is fulfilled, its
 * difference accepted; one that could not be built is tried again.
 *
 * @returns what became of it
 * @throws UnknownOrder, NotApplicable
 */
export function createResume({ orders, retry, fulfil }: ResumePorts) {
  return async (id: string, by: string): Promise<string> => {
    const { state, attentions } = await knownOrder(orders, id)
    if (attentions.parked === undefined)
      throw new NotApplicable(`${id} is ${state} and not parked, so there is nothing to resume.`)
    if (isEntitled(state)) return retry(id)
    const session = await orders.acceptDifference(id, by)
    if (session === null)
      throw new NotApplicable(`${id} is ${state}, and what parked it went back; it cannot go on.`)
    const order = await fulfil(session)
    return `accepted, and ${order?.state ?? state} now: ${attentions.parked}`
  }
}

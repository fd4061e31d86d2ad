import { unfinishedStates } from '../../pack/order.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import { knownOrder } from '../entitled-order.ts'
import { NotApplicable } from './not-applicable.ts'

export interface RetryPorts {
  readonly orders: { byId(id: string): Promise<StoredOrder | undefined> }
  /** Each tells whether there was a run to do it to. */
  readonly runs: {
    tryNow(id: string): Promise<boolean>
    resume(id: string): Promise<boolean>
    /** @returns whether it started one */
    ensureRunning(order: StoredOrder): Promise<boolean>
  }
}

export type Retried =
  | 'resumed'
  | 'told to try now'
  | 'told to try now; what is to be read waits for its reader'
  | 'started'

/**
 * Has an order go on: resumes a parked one, has the next round of tailoring start at once, or
 * starts a run where there is none.
 *
 * @throws UnknownOrder, NotApplicable
 */
export function createRetry({ orders, runs }: RetryPorts) {
  return async (id: string): Promise<Retried> => {
    const order = await knownOrder(orders, id)
    const { state, attentions } = order
    if (!unfinishedStates.includes(state)) {
      const why = attentions.parked ? ` and parked: ${attentions.parked}` : ''
      throw new NotApplicable(
        `${id} is ${state}${why}; only an order that is paid or improving can be tried again.`,
      )
    }
    if (attentions.parked !== undefined && (await runs.resume(id))) return 'resumed'
    if (await runs.ensureRunning(order)) return 'started'
    await runs.tryNow(id)
    return attentions.review === undefined
      ? 'told to try now'
      : 'told to try now; what is to be read waits for its reader'
  }
}

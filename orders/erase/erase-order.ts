import type { ErasureObstacle, ErasureWish } from '../../pack/erasure.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import { knownOrder } from '../entitled-order.ts'
import { NotApplicable } from '../operate/not-applicable.ts'
import { obstacleInWords } from './obstacle-in-words.ts'

export interface ErasePorts {
  readonly orders: { byId(id: string): Promise<StoredOrder | undefined> }
  readonly erasures: {
    /** All or nothing. @returns what stands in the way; null: the order is erased */
    erase(
      order: string,
      wish: { readonly askedBy: ErasureWish; readonly keyBackupDays: number },
    ): Promise<ErasureObstacle | null>
  }
  readonly runs: {
    /** Has the order's run look at the order, which it has lost. */
    paymentChanged(id: string): Promise<unknown>
  }
  /** Days for which copies of keys are kept in backups. */
  readonly keyBackupDays: number
  readonly observe: {
    reached(order: StoredOrder, state: 'erased'): void
    /** Its run finds out by what it asks for next. */
    erasureNotTold(order: StoredOrder, error: unknown): void
  }
}

export type EraseOrder = (id: string, askedBy: ErasureWish) => Promise<void>

/**
 * Makes whatever says whose an order is, and what they answered, unreadable for good; of its money all stays.
 * Done once, however often it is asked for.
 *
 * @throws UnknownOrder, NotApplicable
 */
export function createEraseOrder(ports: ErasePorts): EraseOrder {
  const { orders, erasures, runs, keyBackupDays, observe } = ports
  return async (id, askedBy) => {
    const order = await knownOrder(orders, id)
    if (order.state === 'erased') return
    const obstacle = await erasures.erase(id, { askedBy, keyBackupDays })
    if (obstacle !== null) throw new NotApplicable(`${id} ${obstacleInWords[obstacle]}`)
    observe.reached(order, 'erased')
    await runs.paymentChanged(id).catch((error) => observe.erasureNotTold(order, error))
  }
}

import { isNamed } from '../../pack/is-named.ts'
import type { EraseOrder } from './erase-order.ts'

export interface EraseAskedPorts {
  readonly requests: {
    /** Takes up to `limit` orders that may be erased as far as letters go. */
    claim(limit: number): Promise<readonly string[]>
    later(order: string, seconds: number): Promise<void>
  }
  readonly erase: EraseOrder
  readonly observe: {
    /** It is tried again in some hours. */
    notErased(order: string, error: unknown): void
  }
}

const batch = 20

/** Seconds after which it is looked whether what stands in the way is gone: a bank takes weeks. */
const patience = 6 * 3_600

/**
 * Erases orders as their customers asked; one that a dispute came for meanwhile waits until that is decided.
 *
 * @returns whether there may be more
 */
export function createEraseAsked({ requests, erase, observe }: EraseAskedPorts) {
  return async (stop: AbortSignal): Promise<boolean> => {
    const orders = await requests.claim(batch)
    for (const order of orders) {
      if (stop.aborted) return false
      await erase(order, 'customer').catch(async (error: unknown) => {
        if (!isNamed(error, 'NotApplicable')) throw error
        await requests.later(order, patience)
        observe.notErased(order, error)
      })
    }
    return orders.length === batch
  }
}

import { isNamed } from '../../pack/is-named.ts'
import { keptDays } from '../../pack/retention.ts'
import type { EraseOrder } from '../erase/erase-order.ts'

export interface EraseOldPorts {
  readonly erasures: {
    /**
     * Up to `limit` orders behind `last` that were paid for before so many years, or not paid for in so many
     * days, by their ids.
     */
    old(
      last: string,
      age: { years: number; unpaidDays: number },
      limit: number,
    ): Promise<readonly string[]>
  }
  readonly erase: EraseOrder
  /** For which whole orders are kept. */
  readonly years: number
}

const page = 100

/** Erases orders whose time is over; one whose payment is still argued about waits for the next turn. */
export function createEraseOld({ erasures, erase, years }: EraseOldPorts) {
  const age = { years, unpaidDays: keptDays.unpaid }
  return async (stop: AbortSignal): Promise<void> => {
    for (let last = ''; !stop.aborted; ) {
      const orders = await erasures.old(last, age, page)
      for (const order of orders) {
        if (stop.aborted) return
        await erase(order, 'retention').catch((error: unknown) => {
          if (!isNamed(error, 'NotApplicable')) throw error
        })
      }
      if (orders.length < page) return
      last = orders.at(-1)!
    }
  }
}

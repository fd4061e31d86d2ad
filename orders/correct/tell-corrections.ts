import { revisionOf } from '../../pack/correction.ts'
import type { Tier } from '../../pack/order.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'

interface Untold {
  readonly id: string
  readonly pack: string
  readonly tier: Tier
  readonly revision: number
}

export interface TellCorrectionsPorts {
  readonly orders: {
    /** The next `limit` orders whose runs do not know of their last correction. */
    untold(limit: number): Promise<readonly Untold[]>
    told(id: string, revision: number): Promise<void>
  }
  readonly runs: {
    /** Tells the running workflow, or starts one where the last has ended. */
    corrected(order: Untold): Promise<void>
  }
  readonly observe: {
    /** The correction is stored, and its run is told later. */
    notTold(order: { readonly id: string }, error: unknown): void
  }
}

/** Orders that are told side by side. */
const atOnce = 10

/** Has the runs of orders go on from corrected answers. */
export function createTellCorrections({ orders, runs, observe }: TellCorrectionsPorts) {
  async function tell(order: Untold): Promise<boolean> {
    try {
      await runs.corrected(order)
      await orders.told(order.id, order.revision)
      return true
    } catch (error) {
      observe.notTold(order, error)
      return false
    }
  }

  return {
    /** Of the order that was corrected just now. */
    async now({ id, pack, tier, ...rest }: StoredOrder): Promise<void> {
      await tell({ id, pack, tier, revision: revisionOf(rest) })
    },

    /** What came to nothing when it was corrected. @returns whether there may be more */
    async rest(): Promise<boolean> {
      const told = await Promise.all((await orders.untold(atOnce)).map(tell))
      return told.length === atOnce && told.every(Boolean)
    },
  }
}

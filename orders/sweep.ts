import type { StoredOrder } from './stored-order.ts'

export interface SweepPorts {
  readonly orders: {
    unfinished(limit: number): Promise<readonly { id: string }[]>
    byId(id: string): Promise<StoredOrder | undefined>
    oldestUndelivered(): Promise<string | null>
  }
  /** Describes the order's run and starts one unless it runs. @returns whether it started one */
  readonly ensureRunning: (order: StoredOrder) => Promise<boolean>
  readonly clock: () => Date
  readonly observe: {
    restarted(order: StoredOrder): void
    oldestUndelivered(seconds: number): void
  }
}

/** Orders looked at in one sweep; the rest waits for the next. */
const batch = 500

/**
 * Finds orders that are paid, not complete, and have no running workflow, and starts one. It acts
 * on what Temporal says of the run, never on a flag of ours.
 *
 * @returns how many were started
 */
export function createSweep({ orders, ensureRunning, clock, observe }: SweepPorts) {
  return async (): Promise<number> => {
    const oldest = await orders.oldestUndelivered()
    const age = oldest === null ? 0 : (clock().getTime() - new Date(oldest).getTime()) / 1000
    observe.oldestUndelivered(age)
    let started = 0
    for (const { id } of await orders.unfinished(batch)) if (await revive(id)) started++
    return started
  }

  async function revive(id: string): Promise<boolean> {
    const order = await orders.byId(id)
    if (order === undefined || !(await ensureRunning(order))) return false
    observe.restarted(order)
    return true
  }
}

import { setTimeout as sleep } from 'node:timers/promises'
import type { Tier } from '../pack/order.ts'

interface Unfinished {
  readonly id: string
  readonly pack: string
  readonly tier: Tier
  readonly paidAt: string
}

export interface SweepPorts {
  readonly orders: {
    /** The next `limit` orders behind `last`, in an order of their own. */
    unfinished(last: Unfinished | null, limit: number): Promise<readonly Unfinished[]>
    oldestUndelivered(): Promise<string | null>
  }
  /** Describes the order's run and starts one unless it runs. @returns whether it started one */
  readonly ensureRunning: (order: Unfinished) => Promise<boolean>
  readonly clock: () => Date
  readonly observe: {
    restarted(order: Unfinished): void
    notRevived(order: Unfinished, error: unknown): void
    oldestUndelivered(seconds: number): void
  }
}

/** Orders that are looked at side by side. */
const atOnce = 10

/** Milliseconds that one order may take; a server that hangs must not hold up the others. */
const patience = 10_000

/**
 * Finds orders that are paid, not complete, and have no running workflow, and starts one. It acts
 * on what Temporal says of the run, never on a flag of ours, and looks at every such order: one that
 * fails waits for the next sweep.
 *
 * @returns how many were started
 */
export function createSweep(ports: SweepPorts, deadline = patience) {
  const { orders, ensureRunning, clock, observe } = ports

  return async (): Promise<number> => {
    const oldest = await orders.oldestUndelivered()
    const age = oldest === null ? 0 : (clock().getTime() - new Date(oldest).getTime()) / 1000
    observe.oldestUndelivered(age)
    let started = 0
    for await (const page of pages()) {
      const revived = await Promise.all(page.map(revive))
      started += revived.filter(Boolean).length
    }
    return started
  }

  async function* pages() {
    let last: Unfinished | null = null
    do {
      const page: readonly Unfinished[] = await orders.unfinished(last, atOnce)
      yield page
      last = page.at(-1) ?? null
    } while (last !== null)
  }

  async function revive(order: Unfinished): Promise<boolean> {
    const late = new AbortController()
    try {
      const started = await Promise.race([ensureRunning(order), expiry(deadline, late.signal)])
      if (started) observe.restarted(order)
      return started
    } catch (error) {
      observe.notRevived(order, error)
      return false
    } finally {
      late.abort()
    }
  }
}

async function expiry(milliseconds: number, signal: AbortSignal): Promise<never> {
  await sleep(milliseconds, null, { signal })
  throw new Error(`Temporal did not answer for this order within ${milliseconds / 1000} s.`)
}

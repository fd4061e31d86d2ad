import { setTimeout as sleep } from 'node:timers/promises'
import type { Tier } from '../../pack/order.ts'

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
  }
  /** Describes the order's run and starts one unless it runs. @returns whether it started one */
  readonly ensureRunning: (order: Unfinished) => Promise<boolean>
  readonly observe: {
    restarted(order: Unfinished): void
    /** Once a sweep for all that met the same error. */
    notRevived(orders: readonly Unfinished[], error: unknown): void
  }
}

/** Orders that are looked at side by side. */
const atOnce = 10

/** Milliseconds that one order may take; a server that hangs must not hold up the others. */
const patience = 10_000

/**
 * Finds orders that are paid, not complete, and have no running workflow, and starts one. It acts
 * on what Temporal says of the run, never on a flag of ours, and looks at every such order: one that
 * fails waits for the next sweep. Told to stop, it ends after the orders that it is looking at.
 *
 * @returns how many were started
 */
export function createSweep(ports: SweepPorts, deadline = patience) {
  const { orders, ensureRunning, observe } = ports

  return async (stop: AbortSignal): Promise<number> => {
    const misses: Miss[] = []
    let started = 0
    try {
      for await (const page of pages(stop)) {
        const revived = await Promise.all(page.map((order) => revive(order, misses)))
        started += revived.filter(Boolean).length
      }
    } finally {
      tellOnce(misses)
    }
    return started
  }

  async function* pages(stop: AbortSignal) {
    let last: Unfinished | null = null
    do {
      const page: readonly Unfinished[] = await orders.unfinished(last, atOnce)
      yield page
      last = page.at(-1) ?? null
    } while (last !== null && !stop.aborted)
  }

  async function revive(order: Unfinished, misses: Miss[]): Promise<boolean> {
    const late = new AbortController()
    try {
      const started = await Promise.race([ensureRunning(order), expiry(deadline, late.signal)])
      if (started) observe.restarted(order)
      return started
    } catch (error) {
      misses.push({ order, error })
      return false
    } finally {
      late.abort()
    }
  }

  function tellOnce(misses: readonly Miss[]) {
    const alike = Map.groupBy(misses, ({ error }) => String(error))
    for (const same of alike.values())
      observe.notRevived(
        same.map(({ order }) => order),
        same[0]?.error,
      )
  }
}

interface Miss {
  readonly order: Unfinished
  readonly error: unknown
}

async function expiry(milliseconds: number, signal: AbortSignal): Promise<never> {
  await sleep(milliseconds, null, { signal })
  throw new Error(`Temporal did not answer within ${milliseconds / 1000} s.`)
}

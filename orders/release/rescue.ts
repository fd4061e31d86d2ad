import type { StoredOrder } from '../../pack/stored-order.ts'
import type { BuildRelease } from './build-release.ts'

/** Milliseconds after payment in which the workers are expected to have built the first release. */
const patience = 5_000
/** Milliseconds between two tries that nobody asked for. */
const pause = 30_000

type Waiting = Pick<StoredOrder, 'id' | 'state' | 'attentions' | 'paidAt'>

export interface RescuePorts {
  readonly buildRelease: BuildRelease
  readonly clock: () => Date
  /** A try that nobody waits for came to nothing; the next is half a minute away. */
  readonly failed: (orderId: string, error: unknown) => void
}

/**
 * Builds the first release right here when nobody else has: Temporal or its workers are away. One
 * at a time; whoever comes meanwhile is told to ask again.
 */
export function createRescue({ buildRelease, clock, failed }: RescuePorts) {
  let building: Promise<unknown> | null = null
  const tried = new Map<string, number>()

  /** @returns whether a release was built */
  async function now(order: Waiting): Promise<boolean> {
    if (!isDue(order)) return false
    building = buildRelease(order.id)
    try {
      await building
      tried.delete(order.id)
      return true
    } finally {
      building = null
    }
  }

  /** The same for whoever only looks at the order, without being waited for. */
  function soon(order: Waiting): void {
    const time = clock().getTime()
    if (!isDue(order) || time - (tried.get(order.id) ?? 0) < pause) return
    tried.set(order.id, time)
    now(order).catch((error: unknown) => failed(order.id, error))
  }

  /** A parked order waits for a person: building it was what failed. */
  function isDue({ state, attentions, paidAt }: Waiting): boolean {
    if (building || state !== 'paid' || attentions.parked !== undefined || paidAt === null)
      return false
    return clock().getTime() - Date.parse(paidAt) >= patience
  }

  return { now, soon, idle: async () => void (await building?.catch(() => {})) }
}

export type Rescue = ReturnType<typeof createRescue>

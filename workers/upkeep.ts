import { createSweep } from '../orders/sweep.ts'
import type { Site } from '../site/site.ts'
import type { Runner } from './connection.ts'
import { createLoop } from './loop.ts'

/** Milliseconds between two sweeps. */
const pause = 30_000

/** Finds paid orders without a running workflow. */
export async function createRunners({ orders, temporal, observe, log }: Site): Promise<Runner[]> {
  const { ensureRunning } = temporal
  const sweep = createSweep({ orders, ensureRunning, clock: () => new Date(), observe })
  const work = async () => {
    await sweep()
    return false
  }
  return [createLoop({ work, pause, failed: (error) => log.warn({ error }, 'sweep failed') })]
}

import { setTimeout as sleep } from 'node:timers/promises'
import { createSweep } from '../orders/sweep.ts'
import type { Site } from '../site/site.ts'
import type { Runner } from './connection.ts'

/** Milliseconds between two sweeps. */
const pause = 30_000

/** Finds paid orders without a running workflow. A loop, so that it needs no workflow itself. */
export async function createRunners({ orders, temporal, observe, log }: Site): Promise<Runner[]> {
  const { ensureRunning } = temporal
  const sweep = createSweep({ orders, ensureRunning, clock: () => new Date(), observe })
  const stop = new AbortController()
  return [
    {
      async run() {
        while (!stop.signal.aborted) {
          await sweep().catch((error) => log.warn({ error }, 'sweep failed'))
          await sleep(pause, null, { signal: stop.signal }).catch(() => {})
        }
      },
      shutdown: () => stop.abort(),
    },
  ]
}

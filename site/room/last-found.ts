import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds for which a page waits for an answer, and for which one stands. */
const [patience, fresh] = [1_000, 10_000]

/**
 * Whether something is there, for pages that people wait for: what is not there may take its time to say so.
 *
 * @param ping rejects when it is not
 */
export function createLastFound(ping: () => Promise<void>): () => Promise<boolean> {
  let last = { isThere: false, until: 0 }
  let underWay: Promise<boolean> | null = null

  async function look(): Promise<boolean> {
    const isThere = await ping().then(
      () => true,
      () => false,
    )
    last = { isThere, until: Date.now() + fresh }
    underWay = null
    return isThere
  }

  return async () => {
    underWay ??= look()
    if (Date.now() < last.until) return last.isThere
    return Promise.race([underWay, sleep(patience, false, { ref: false })])
  }
}

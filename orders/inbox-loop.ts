import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds between two looks when nobody knocks. */
const pause = 1_000

export interface InboxLoop {
  /** Look now; an event was just stored. */
  knock(): void
  stop(): Promise<void>
}

/**
 * Drains the inbox until it is stopped: at once when somebody knocks, else every second, since
 * another process may have stored the event or an earlier try may be due again.
 */
export function startInboxLoop(
  drain: () => Promise<number>,
  failed: (error: unknown) => void,
): InboxLoop {
  const stop = new AbortController()
  let knocked = new AbortController()
  const loop = async () => {
    while (!stop.signal.aborted) {
      knocked = new AbortController()
      const taken = await drain().catch((error: unknown) => {
        failed(error)
        return 0
      })
      const wake = AbortSignal.any([stop.signal, knocked.signal])
      if (taken === 0) await sleep(pause, null, { signal: wake }).catch(() => {})
    }
  }
  const ended = loop()
  return {
    knock: () => knocked.abort(),
    async stop() {
      stop.abort()
      await ended
    },
  }
}

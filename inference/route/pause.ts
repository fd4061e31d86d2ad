import { setTimeout as sleep } from 'node:timers/promises'

/** Ends after so many milliseconds; throws the signal's reason as soon as it is aborted. */
export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>

export const pause: Pause = async (milliseconds, signal) => {
  await sleep(milliseconds, undefined, { signal }).catch(() => signal.throwIfAborted())
}

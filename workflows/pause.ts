import { condition, defineSignal, setHandler } from '@temporalio/workflow'
import { signals } from '../pack/signals.ts'

/** Kept until there is a pause to end. */
const tryNow = defineSignal(signals.tryNow)

/**
 * Waits until an epoch time in milliseconds, or until somebody wants it now; `what` is what the
 * operator reads on the timer.
 */
export async function pauseUntil(time: number, what: string): Promise<void> {
  let isWanted = false
  setHandler(tryNow, () => {
    isWanted = true
  })
  const pause = time - Date.now()
  if (pause > 0) await condition(() => isWanted, pause, { summary: what })
  setHandler(tryNow, undefined)
}

import { condition, defineSignal, patched, setHandler } from '@temporalio/workflow'
import { signals } from '../pack/signals.ts'

/** Kept until there is a pause to end. */
const tryNow = defineSignal(signals.tryNow)
const modelsBack = defineSignal(signals.modelsBack)

/**
 * Waits until an epoch time in milliseconds, or until somebody wants it now; `what` is what the
 * operator reads on the timer.
 *
 * @param mayWake false: models that are back do not end the pause
 * @returns whether it was they who did
 */
export async function pauseUntil(time: number, what: string, mayWake: boolean): Promise<boolean> {
  let [isWanted, areBack] = [false, false]
  setHandler(tryNow, () => {
    isWanted = true
  })
  setHandler(modelsBack, () => {
    areBack ||= mayWake && patched('extra-round')
  })
  const pause = time - Date.now()
  if (pause > 0) await condition(() => isWanted || areBack, pause, { summary: what })
  setHandler(tryNow, undefined)
  setHandler(modelsBack, undefined)
  return areBack && !isWanted
}

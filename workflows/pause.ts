import { condition, defineSignal, patched, setHandler } from '@temporalio/workflow'
import { signals } from '../pack/signals.ts'

/** Kept until there is a pause to end. */
const tryNow = defineSignal(signals.tryNow)
const modelsBack = defineSignal(signals.modelsBack)
const reviewed = defineSignal(signals.reviewed)

/** Why a pause is over: its time, or somebody who wants it now; models that are back; a person who has read a text. */
export type PauseEnd = 'due' | 'models-back' | 'reviewed'

/**
 * Waits until an epoch time in milliseconds, or until there is something to do before; `what` is what the operator reads
 * on the timer.
 *
 * @param mayWake false: models that are back do not end the pause
 */
export async function pauseUntil(time: number, what: string, mayWake: boolean): Promise<PauseEnd> {
  let [isWanted, areBack, isReviewed] = [false, false, false]
  setHandler(tryNow, () => {
    isWanted = true
  })
  setHandler(modelsBack, () => {
    areBack ||= mayWake && patched('extra-round')
  })
  setHandler(reviewed, () => {
    isReviewed = true
  })
  const pause = time - Date.now()
  if (pause > 0) await condition(() => isWanted || areBack || isReviewed, pause, { summary: what })
  setHandler(tryNow, undefined)
  setHandler(modelsBack, undefined)
  setHandler(reviewed, undefined)
  if (isWanted) return 'due'
  if (areBack) return 'models-back'
  return isReviewed ? 'reviewed' : 'due'
}

import { sleep } from '@temporalio/workflow'

/** Waits until an epoch time in milliseconds; `what` is what the operator reads on the timer. */
export async function pauseUntil(time: number, what: string): Promise<void> {
  const pause = time - Date.now()
  if (pause > 0) await sleep(pause, { summary: what })
}

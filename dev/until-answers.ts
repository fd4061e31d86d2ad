import { setTimeout as sleep } from 'node:timers/promises'

/** Waits five seconds at most until anything at all is said at an address. */
export async function untilAnswers(url: string): Promise<void> {
  for (let n = 0; n < 100 && !(await answers(url)); n++) await sleep(50)
}

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  )
}

import type { Log } from '../clients/log.ts'
import { createLoop, type Loop } from './loop.ts'

/** Milliseconds between two looks for letters that are due. */
const pause = 1_000

/** @param sendLetters resolves to how many letters and requests were taken */
export function createLettersLoop(
  sendLetters: (stop: AbortSignal) => Promise<number>,
  log: Log,
): Loop {
  return createLoop({
    work: async (stop) => (await sendLetters(stop)) > 0,
    pause,
    failed: (error) => log.warn({ error }, 'letters were not looked for'),
  })
}

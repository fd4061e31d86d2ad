import type { Log } from '../clients/log.ts'
import { createLoop, type Loop } from './loop.ts'

/** Milliseconds between two looks, for letters that are due and into the mailbox. */
const pause = 1_000
const mailboxPause = 60_000

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

/** @param takeReports resolves to how many messages came */
export function createReportsLoop(takeReports: () => Promise<number>, log: Log): Loop {
  return createLoop({
    work: async () => (await takeReports()) > 0,
    pause: mailboxPause,
    failed: (error) => log.warn({ error }, 'letters that came back were not read'),
  })
}

import type { Log } from '../clients/log.ts'
import { createLoop } from './loop.ts'

/** One turn of each. @returns how many it took */
interface Turns {
  readonly payBack: () => Promise<number>
  readonly answerDisputes: () => Promise<number>
}

/** Milliseconds between two looks for what is due. */
const pauses = { payBack: 5_000, answerDisputes: 5_000 }

const failures = {
  payBack: 'what is owed was not looked up',
  answerDisputes: 'disputes were not looked up',
}

/** What has to be done about payments after they were made; it needs the database and Stripe alone. */
export function createMoneyLoops(turns: Turns, log: Log) {
  const names = ['payBack', 'answerDisputes'] as const
  return names.map((name) =>
    createLoop({
      work: async () => (await turns[name]()) > 0,
      pause: pauses[name],
      failed: (error) => log.warn({ error }, failures[name]),
    }),
  )
}

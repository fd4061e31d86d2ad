import type { Log } from '../clients/log.ts'
import { createLoop } from './loop.ts'

/** One turn of each. */
interface Turns {
  /** @returns how many it took */
  readonly payBack: () => Promise<number>
  readonly answerDisputes: () => Promise<number>
  /** @returns null: another process had the turn, or it was not due */
  readonly reconcile: (stop: AbortSignal) => Promise<{ readonly hasMore: boolean } | null>
}

/** Milliseconds between two looks for what is due. */
const pauses = { payBack: 5_000, answerDisputes: 5_000, reconcile: 30_000 }

const failures = {
  payBack: 'what is owed was not looked up',
  answerDisputes: 'disputes were not looked up',
  reconcile: 'orders were not held against Stripe; the next turn tries again',
}

/** What has to be done about payments after they were made; it needs the database and Stripe alone. */
export function createMoneyLoops(turns: Turns, log: Log) {
  const loop = (name: keyof typeof pauses, work: (stop: AbortSignal) => Promise<boolean>) =>
    createLoop({
      work,
      pause: pauses[name],
      failed: (error) => log.warn({ error }, failures[name]),
    })
  return [
    loop('payBack', async () => (await turns.payBack()) > 0),
    loop('answerDisputes', async () => (await turns.answerDisputes()) > 0),
    loop('reconcile', async (stop) => (await turns.reconcile(stop))?.hasMore ?? false),
  ]
}

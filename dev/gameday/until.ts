import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds until all of a house has to serve. */
const patience = 120_000

/** @throws Error that says what did not come to hold */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const giveUp = Date.now() + patience
  while (!(await holds().catch(() => false))) {
    if (Date.now() > giveUp) throw new Error(`Waited ${patience / 1_000} s in vain until ${what}.`)
    await sleep(250)
  }
}

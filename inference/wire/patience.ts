import type { Symptom } from './failures.ts'

/** Milliseconds that one call waits for its server. */
export interface Patience {
  /** Until the first token. */
  readonly first: number
  /** From one token to the next. */
  readonly between: number
  /** Until the last byte. */
  readonly whole: number
}

/** How long an answer that has ended may keep its connection, so that the next call can use it. */
const linger = 250

/** Watches over one call: its signal is aborted, by its symptom, as soon as a wait is too long. */
export function createWatch({ first, between, whole }: Patience) {
  const late = new AbortController()
  const began = performance.now()
  let firstToken: number | null = null
  const after = (milliseconds: number, symptom: Symptom) =>
    setTimeout(() => late.abort(symptom), milliseconds)
  const last = after(whole, 'slow')
  let next = after(first, 'silent')
  const wait = (milliseconds: number) => {
    clearTimeout(next)
    next = after(milliseconds, 'stalled')
  }
  return {
    signal: late.signal,
    /** What was waited for in vain; null: nothing. */
    late: () => (late.signal.aborted ? (late.signal.reason as Symptom) : null),
    /** Milliseconds; null: none came. */
    firstToken: () => firstToken,
    /** A token came. */
    heard() {
      if (firstToken === null) wait(between)
      else next.refresh()
      firstToken ??= performance.now() - began
    },
    /** The answer has ended. */
    ended: () => wait(linger),
    stop() {
      clearTimeout(last)
      clearTimeout(next)
    },
  }
}

export type Watch = ReturnType<typeof createWatch>

import { fractionOf } from './cohort.ts'

/** Milliseconds; the shortest pause between two late rounds. */
const shortest = 1_000

/**
 * When the late rounds of an order start, in milliseconds after round 1 settled: first after
 * window/72, then doubling, at most window/6 apart, spread ±20 % by a hash of the order id so that
 * orders hit by one outage do not come back all at once. The last pause ends at the window's end.
 */
export function lateRounds(window: number, orderId: string): number[] {
  const spread = 0.8 + 0.4 * fractionOf(orderId)
  const starts: number[] = []
  let gap = window / 72
  let at = 0
  while (at < window) {
    const pause = Math.max(shortest, Math.min(gap, window / 6) * spread)
    at = Math.min(window, Math.round(at + pause))
    starts.push(at)
    gap *= 2
  }
  return starts
}

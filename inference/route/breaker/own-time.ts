import type { BreakerState } from '../../../pack/breaker.ts'
import type { BreakerTimes } from './times.ts'

/**
 * A breaker as a process may take it that did not write it: clocks of machines are apart, and one that is ahead
 * would hold back everybody's calls until theirs have come as far. Nothing of it began later than now, and
 * nothing lasts longer from now on than its step.
 */
export function inOwnTime(state: BreakerState, now: number, times: BreakerTimes): BreakerState {
  const { standing, rung, since, until, probeAt, testedAt, cooledAt } = state
  const longest =
    standing === 'cooling' ? times.longestCool : Math.max(times.step(Math.max(rung, 1)), times.test)
  return {
    ...state,
    since: Math.min(since, now),
    until: Math.min(until, now + longest),
    probeAt: Math.min(probeAt, now + times.probe),
    testedAt: Math.min(testedAt, now),
    cooledAt: Math.min(cooledAt, now + times.longestCool),
  }
}

import type { BreakerKey } from '../../../pack/breaker.ts'
import { fractionOf } from '../../../pack/cohort.ts'

/** How long things take, in milliseconds. */
export interface BreakerTimes {
  /** One step of the ladder, from rung 1. */
  readonly step: (rung: number) => number
  /** From one probe to the next. */
  readonly probe: number
  /** A cooling whose server did not say how long. */
  readonly cool: number
  /** The shortest and the longest that a server may ask for. */
  readonly shortestCool: number
  readonly longestCool: number
  /** Another overload so soon after a cooling of full length climbs the ladder. */
  readonly again: number
  /** That a test may take before another call makes it. */
  readonly test: number
}

const [second, minute] = [1_000, 60_000]

/** The last step is 16 times the first. */
export const lastRung = 5

/** Those that opened in one outage are not tested in the same moment. */
const jitter = 0.2

/**
 * A ladder whose first step is `quarantine` milliseconds. Shorter than ten minutes, it shortens all
 * else with it.
 */
export function timesOf(quarantine: number, { endpoint, model }: BreakerKey): BreakerTimes {
  const scale = scaleOf(quarantine)
  const spread = 1 + jitter * fractionOf(`${endpoint} ${model}`)
  return {
    step: (rung) => Math.round(quarantine * 2 ** (Math.min(rung, lastRung) - 1) * spread),
    probe: 30 * second * scale,
    cool: 15 * second * scale,
    shortestCool: second * scale,
    longestCool: 2 * minute * scale,
    again: minute * scale,
    test: minute * scale,
  }
}

function scaleOf(quarantine: number): number {
  return Math.min(1, quarantine / (10 * minute))
}

/**
 * Milliseconds from one look to the next: for what others found out, and for what is due. Where
 * nothing is held back there is only an operator's word to hear.
 */
export function probePause(quarantine: number): number {
  if (quarantine === 0) return second / 2
  return Math.max(50, (second / 2) * scaleOf(quarantine))
}

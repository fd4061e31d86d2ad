import type { BreakerState } from './breaker.ts'

/**
 * What speaks against it: `open since … (unreachable)`.
 *
 * @param at a moment, as whoever reads it is told of one
 */
export function foundWords<Moment>(
  { standing, cause, since }: Pick<BreakerState, 'standing' | 'cause' | 'since'>,
  at: (time: number) => Moment,
): readonly (string | Moment)[] {
  return [`${standing} since `, at(since), ` (${cause})`]
}

/** The end of what a server gave no answers to. */
export const untilProbed = 'until a probe finds it well'

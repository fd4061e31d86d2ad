import { busyPlaces, type Line, waitsFor } from './line.ts'
import { longestOf, type OperationWork, type Work } from './work.ts'

/** A model server that an operator can have. */
export interface Server {
  /** Tokens of answers a second, of all its calls together while it has as many as it takes. */
  readonly tokensPerSecond: number
  /** Calls at a time, at the most. */
  readonly slots: number
}

/** One call's limit, over the mean of the longest texts, so that longer ones end in it too. */
const margin = 1.5

/**
 * Calls at a time that leave each of them enough of the server: the longest texts shall end within
 * the limit of a call. 0: not even one does.
 *
 * @param limit seconds
 */
export function placesOf(work: Work, { tokensPerSecond, slots }: Server, limit: number): number {
  const longest = longestOf(work).tokensOut / tokensPerSecond
  return Math.min(slots, Math.floor(limit / margin / longest))
}

/** Seconds of one call among so many: all together get on at the server's pace (Little's law). */
export function secondsOfCall(
  { tokensOut }: Pick<OperationWork, 'tokensOut'>,
  { tokensPerSecond }: Pick<Server, 'tokensPerSecond'>,
  places: number,
): number {
  return (tokensOut * places) / tokensPerSecond
}

/** @param rate orders a second */
export function lineOf(work: Work, server: Server, places: number, rate: number): Line {
  const shares = work.operations.map((one) => {
    const call = secondsOfCall(one, server, places)
    const more = one.calls - 1
    // Who is asked again is asked once: that chance makes its texts unlike, too.
    return { share: one.written, mean: call * one.calls, square: call ** 2 * (1 + 3 * more) }
  })
  const over = (each: (one: (typeof shares)[number]) => number) =>
    shares.reduce((sum, one) => sum + one.share * each(one), 0) /
    shares.reduce((sum, one) => sum + one.share, 0)
  const seconds = over(({ mean }) => mean)
  const spread = Math.max(0, over(({ square }) => square) / seconds ** 2 - 1)
  return { rate: rate * work.rounds, batches: work.batches, seconds, spread }
}

/** How a line does with so many places. */
export interface Standing {
  readonly places: number
  /** Of the places, the share that is taken on average; above 1: they cannot carry it. */
  readonly busy: number
  /** Share of texts that have a place within the bound. */
  readonly inTime: number
  /** Seconds, of 99 in 100 texts; null: there is no end to it. */
  readonly wait99: number | null
}

/** Of a hundred texts 99 shall have a place within the bound. */
export const promised = 0.99

/** @param bound seconds */
export function standingOf(line: Line, places: number, bound: number): Standing {
  const waits = waitsFor(line, places)
  const busy = busyPlaces(line) / places
  // What nobody takes gives up, so that as much is served as there are places for.
  if (waits === null) return { places, busy, inTime: Math.min(promised, 1 / busy), wait99: null }
  return { places, busy, inTime: waits.within(bound), wait99: waits.longest(promised) }
}

export function holds({ wait99, inTime }: Standing): boolean {
  return wait99 !== null && inTime >= promised
}

import type { Symptom } from '../../inference/wire/failures.ts'

/** From 0 to 1, the same for the same seed. */
export type Random = () => number

/** Mulberry32. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export function exponential(random: Random, mean: number): number {
  return -Math.log(1 - random()) * mean
}

/** How a server is away: its calls are refused, answered with 500, or never answered. */
const ways = ['no-connection', 'broken', 'silent'] as const satisfies readonly Symptom[]

export interface Outage {
  readonly endpoint: string
  /** Epoch milliseconds. */
  readonly from: number
  readonly until: number
  readonly way: (typeof ways)[number]
}

export interface Availability {
  readonly share: number
  /** Mean length of an outage, in milliseconds. */
  readonly repair: number
}

/** Outages of one endpoint between two moments, seeded. */
export function outagesOf(
  endpoint: string,
  [start, end]: readonly [number, number],
  { share, repair }: Availability,
  random: Random,
): Outage[] {
  const between = (repair * share) / (1 - share)
  const all: Outage[] = []
  let at = start
  for (;;) {
    const from = Math.round(at + exponential(random, between))
    if (from >= end) return all
    at = Math.round(from + exponential(random, repair))
    all.push({ endpoint, from, until: at, way: ways[Math.floor(random() * ways.length)]! })
  }
}

import { createHash } from 'node:crypto'

/** Picks that look random and are the same for the same seed. */
export interface Chance {
  pick<T>(items: readonly T[]): T
  shuffled<T>(items: readonly T[]): T[]
  /** True for so large a share of all times. */
  happens(share: number): boolean
  /** A whole number, both ends among them. */
  between(least: number, most: number): number
}

export function chanceFrom(seed: string): Chance {
  let state = createHash('sha256').update(seed).digest().readUInt32LE()
  // Mulberry32: a small generator with a good spread.
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const shuffled = <T>(items: readonly T[]) =>
    items
      .map((item) => ({ item, at: next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item)
  const pick = <T>(items: readonly T[]) => items[Math.floor(next() * items.length)]!
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return { pick, shuffled, happens: (share) => next() < share, between }
}

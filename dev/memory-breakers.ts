import { type Breaker, isSameBreaker, untouched } from '../pack/breaker.ts'
import type { ModelTier } from '../pack/order.ts'

/** The breakers of all processes, as the store keeps them, in memory. */
export function createMemoryBreakers(enrolled: readonly Omit<Breaker, 'state' | 'version'>[] = []) {
  let rows: readonly Breaker[] = enrolled.map((key) => ({ ...key, state: untouched, version: 1 }))
  return {
    all: async () => rows,
    ofTier: async (tier: ModelTier) => rows.filter((row) => row.tier === tier),
    standing: () => rows,
    async write(before: Breaker, state: Breaker['state']) {
      const stored = rows.find((row) => isSameBreaker(row, before))
      if (stored !== undefined && stored.version !== before.version)
        return { ...stored, isMine: false }
      const written = { ...before, state, version: before.version + 1 }
      rows = [...rows.filter((row) => row !== stored), written]
      return { ...written, isMine: true }
    },
  }
}

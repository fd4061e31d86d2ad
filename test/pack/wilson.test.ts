import { expect, it } from 'vitest'
import { wilson } from '../../pack/wilson.ts'

it.each(Array.from({ length: 200 }, (_, at) => at + 1))(
  'of %i the interval stays from 0 to 1, and holds the share',
  (of) => {
    for (const count of [0, Math.floor(of / 2), of]) {
      const [low, high] = wilson({ count, of })
      expect(low).toBeGreaterThanOrEqual(0)
      expect(high).toBeLessThanOrEqual(1)
      expect([low <= count / of, count / of <= high]).toEqual([true, true])
    }
  },
)

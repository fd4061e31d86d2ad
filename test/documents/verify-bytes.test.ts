import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anatomy, differenceOf, whole } from './genuine.ts'
import { splice } from './zip-surgery.ts'

describe('only one zip is genuine', () => {
  test('the one that we made', () => {
    expect(differenceOf(whole)).toBe(null)
  })

  test.each([
    'headers',
    'headerNames',
    'data',
    'descriptors',
    'directory',
    'directoryNames',
    'end',
  ] as const)('with any byte of its %s changed, it is not', (kind) => {
    const place = fc.nat().map((n) => anatomy[kind][n % anatomy[kind].length] ?? [0, 1])
    fc.assert(
      fc.property(place, fc.nat(), fc.integer({ min: 1, max: 255 }), ([from, to], n, change) => {
        const other = Buffer.from(whole)
        const at = from + (n % (to - from))
        other[at] = (whole[at] ?? 0) ^ change
        expect(differenceOf(other)).not.toBe(null)
      }),
      { numRuns: 60 },
    )
  })

  test('with bytes cut out, doubled or put in, it is not, whether offsets are put right or not', () => {
    const cut = fc.record({
      from: fc.nat({ max: 3_000_000 }),
      length: fc.nat({ max: 200 }),
      bytes: fc.uint8Array({ maxLength: 200 }),
      right: fc.boolean(),
    })
    fc.assert(
      fc.property(cut, ({ from, length, bytes, right }) => {
        const at = from % whole.length
        const to = Math.min(at + length, whole.length - 22)
        if (at > to) return
        const other = right
          ? splice(whole, [at, to], bytes)
          : Buffer.concat([whole.subarray(0, at), bytes, whole.subarray(to)])
        fc.pre(!other.equals(whole))
        expect(differenceOf(other)).not.toBe(null)
      }),
      { numRuns: 200 },
    )
  })
})

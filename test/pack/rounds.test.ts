import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lateRounds } from '../../pack/rounds.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** As random as a real one, and the same in each run. */
const orderId = (n: number) => `ord_${createHash('sha256').update(String(n)).digest('hex')}`

const pauses = (starts: readonly number[]) =>
  starts.map((at, index) => at - (starts[index - 1] ?? 0))

describe('lateRounds', () => {
  it('starts after about a seventy-second of the window, doubles, and ends with the window', () => {
    const starts = lateRounds(day, 'ord_1')
    const [first = 0, second = 0, third = 0] = pauses(starts)
    expect(first).toBeGreaterThanOrEqual(0.8 * 20 * minute)
    expect(first).toBeLessThanOrEqual(1.2 * 20 * minute)
    expect([second / first, third / second].map(Math.round)).toEqual([2, 2])
    expect(starts.at(-1)).toBe(day)
  })

  it('is the same for the same order and spread over orders', () => {
    const first = Array.from({ length: 50 }, (_, n) => lateRounds(day, orderId(n))[0] ?? 0)
    expect(lateRounds(day, orderId(7))[0]).toBe(first[7])
    expect(Math.max(...first) / Math.min(...first)).toBeGreaterThan(1.3)
  })

  it('has none without a window', () => {
    expect(lateRounds(0, 'ord_1')).toEqual([])
  })

  it('keeps its bounds for any window and any order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_000, max: 7 * day }), fc.string(), (window, id) => {
        const starts = lateRounds(window, id)
        expect(starts.at(-1)).toBe(window)
        const gaps = pauses(starts)
        expect(Math.max(...gaps)).toBeLessThanOrEqual(
          Math.max(1_000, Math.ceil((window / 6) * 1.2)),
        )
        // Only the last pause may be cut short, by the window's end.
        for (const gap of gaps.slice(0, -1)) expect(gap).toBeGreaterThanOrEqual(999)
      }),
    )
  })
})

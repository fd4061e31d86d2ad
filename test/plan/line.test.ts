import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { both, type Line, waitsFor } from '../../commands/plan/line.ts'

const one = (rate: number, seconds = 1): Line => ({ rate, batches: [0, 1], seconds, spread: 1 })

describe('texts that come one by one, of exponential times', () => {
  // A. O. Allen, Probability, Statistics, and Queueing Theory: Erlang's C for so many places and so much work.
  it.each([
    [1, 0.5, 0.5],
    [2, 1, 1 / 3],
    [5, 4, 0.5541],
    [10, 8, 0.4092],
    [100, 90, 0.2169],
  ])('wait for one of %i places by Erlang’s formula', (places, work, chance) => {
    const waits = waitsFor(one(work), places)!
    expect(1 - waits.within(0)).toBeCloseTo(chance, 3)
    const longest = Math.log(chance / 0.01) / (places - work)
    expect(waits.longest(0.99)).toBeCloseTo(longest, 2)
  })
})

it('a batch waits for itself where it has too few places', () => {
  const rare = { rate: 1e-6, batches: [0, 0, 0, 0, 1], seconds: 10, spread: 1 }
  expect(waitsFor(rare, 4)!.within(0)).toBeCloseTo(1, 4)
  expect(waitsFor(rare, 3)!.within(0)).toBeCloseTo(3 / 4, 4)
  expect(waitsFor(rare, 1)!.within(0)).toBeCloseTo(1 / 4, 4)
})

it('more than its places can do is carried by none', () => {
  expect(waitsFor(one(2), 2)).toBeNull()
  expect(waitsFor(one(1.9), 2)).not.toBeNull()
})

it('a thousand places are counted as well as ten', () => {
  const waits = waitsFor({ ...one(950), batches: [0, 0.5, 0.5], rate: 633 }, 1_000)!
  expect(waits.within(0)).toBeGreaterThan(0.5)
  expect(waits.within(1)).toBeGreaterThan(0.999)
})

const anyLine = fc.record({
  rate: fc.double({ min: 0.01, max: 1, noNaN: true }),
  batches: fc
    .array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 8 })
    .filter((counts) => counts.some((count) => count > 0))
    .map((counts) => {
      const sum = counts.reduce((total, count) => total + count, 0)
      return [0, ...counts.map((count) => count / sum)]
    }),
  seconds: fc.double({ min: 0.5, max: 10, noNaN: true }),
  spread: fc.double({ min: 0, max: 3, noNaN: true }),
})

it('whoever has one place more waits less, and longer is waited by fewer', () => {
  fc.assert(
    fc.property(anyLine, fc.integer({ min: 1, max: 40 }), (line, places) => {
      const [few, more] = [waitsFor(line, places), waitsFor(line, places + 1)]
      if (few === null) return
      expect(more!.within(1)).toBeGreaterThanOrEqual(few.within(1) - 1e-9)
      expect(few.within(2)).toBeGreaterThanOrEqual(few.within(1) - 1e-9)
      const longest = few.longest(0.99)
      expect(few.within(longest)).toBeGreaterThanOrEqual(0.99 - 1e-6)
    }),
    { numRuns: 100 },
  )
})

it('two lines for the same places are as much work as both', () => {
  const other = { rate: 2, batches: [0, 0, 0, 1], seconds: 4, spread: 0 }
  const { rate, batches, seconds, spread } = both(one(3), other)
  const texts = batches.reduce((sum, chance, size) => sum + chance * size, 0)
  expect(rate * texts).toBeCloseTo(3 + 6)
  expect(rate * texts * seconds).toBeCloseTo(3 + 24)
  expect(rate * texts * seconds ** 2 * (1 + spread)).toBeCloseTo(3 * 2 + 6 * 16)
})

it('nobody in one of two lines leaves the other as it is', () => {
  expect(both(one(3), { ...one(0), seconds: 9 })).toEqual(one(3))
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { draw, killsIn } from '../../../dev/gameday/draw.ts'
import { classOf, houses, partsIn, scheduleSchema, victims } from '../../../dev/gameday/schedule.ts'

const firms = ['plumber-uk.json', 'taverna-greece.json']

const sizes = fc.record({
  seed: fc.integer({ min: 1, max: 999_999 }),
  orders: fc.integer({ min: 1, max: 300 }),
  minutes: fc.integer({ min: 1, max: 20 }),
  house: fc.constantFrom(...houses),
})

it('is the same for the same seed, orders and minutes, and another for another seed', () => {
  fc.assert(
    fc.property(sizes, (size) => {
      expect(draw(size, firms)).toEqual(draw(size, firms))
      const other = draw({ ...size, seed: size.seed + 1 }, firms)
      expect(other.faults).not.toEqual(draw(size, firms).faults)
    }),
  )
})

it('is what a schedule file may hold, and comes out of one as it went in', () => {
  fc.assert(
    fc.property(sizes, (size) => {
      const drawn = draw(size, firms)
      expect(scheduleSchema.parse(JSON.parse(JSON.stringify(drawn)))).toEqual(drawn)
    }),
  )
})

it('has as many orders as were asked for, and everything within the minutes, in order', () => {
  fc.assert(
    fc.property(sizes, (size) => {
      const { purchases, faults } = draw(size, firms)
      expect(purchases).toHaveLength(size.orders)
      for (const all of [purchases, faults]) {
        const times = all.map(({ at }) => at)
        expect(times).toEqual(times.toSorted((a, b) => a - b))
        expect(Math.max(...times)).toBeLessThan(size.minutes * 60_000)
      }
    }),
  )
})

it('kills each kind of process as often as it has to be, in every run', () => {
  fc.assert(
    fc.property(sizes, (size) => {
      const { faults } = draw(size, firms)
      for (const victim of partsIn(size.house, victims))
        expect(faults.filter((fault) => classOf(fault) === `kill ${victim}`)).toHaveLength(
          killsIn(size.minutes),
        )
    }),
  )
})

it('asks for one kill of each a minute, and for ten at most', () => {
  expect([1, 2, 9, 10, 60].map(killsIn)).toEqual([1, 2, 9, 10, 10])
})

it('lets orders be corrected, refunded, disputed and erased, each on the smallest day', () => {
  const { purchases } = draw({ seed: 1, orders: 12, minutes: 2, house: 'full' }, firms)
  expect(new Set(purchases.map(({ later }) => later))).toEqual(
    new Set([null, 'correction', 'refund', 'dispute-lost', 'dispute-won', 'erasure']),
  )
})

it('sends the word of some payments astray in each way, and turns round that of a bank debit alone', () => {
  const { purchases } = draw({ seed: 1, orders: 12, minutes: 1, house: 'small' }, firms)
  const astray = purchases.filter(({ webhook }) => webhook !== null)
  expect(astray).toHaveLength(4)
  expect(new Set(astray.map(({ webhook }) => webhook))).toEqual(
    new Set(['drop', 'duplicate', 'reorder', 'delay']),
  )
  expect(astray.find(({ webhook }) => webhook === 'reorder')?.outcome).toBe('async-paid')
})

it('tries a candidate before the flood of orders, and has texts read, on the smallest day too', () => {
  fc.assert(
    fc.property(sizes, (size) => {
      const { faults } = draw(size, firms)
      const [first] = faults.filter(({ kind }) => kind === 'candidate')
      expect(first?.at).toBeLessThanOrEqual(size.minutes * 60_000 * 0.2)
      expect(faults.some(({ kind }) => kind === 'reviews')).toBe(true)
    }),
  )
})

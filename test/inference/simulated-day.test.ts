import { beforeAll, expect, it } from 'vitest'
import { recoveriesIn } from '../../bench/month/recoveries.ts'
import { type Past, simulate } from '../../bench/month/simulate.ts'
import { sampleOrders } from '../../bench/sample-order.ts'
import { readBase } from '../../clients/config.ts'

const [minute, hour] = [60_000, 3_600_000]
const { timeouts, lateWindow } = readBase({})

/** Servers that are away for a tenth of the time, so that a day has outages enough. */
function day(length: number): Promise<Past> {
  const availability = { share: 0.9, repair: 20 * minute }
  const [main, ...others] = sampleOrders()
  const firms = [main!, { ...main!, tier: 'full' as const }, ...others.slice(0, 2)]
  const times = { length, between: 30 * minute, timeouts, lateWindow }
  const { signal } = new AbortController()
  return simulate({ seed: 5, endpoints: 1, availability, firms, ...times }, signal)
}

let past: Past
beforeAll(async () => {
  past = await day(24 * hour)
})

const missing = (which: 0 | 1) =>
  past.courses.reduce((sum, course) => sum + course.missing[which], 0)

it('brings every order to its end, and writes later what could not be written at first', () => {
  expect(past.orders).toBeGreaterThan(30)
  expect(past.courses).toHaveLength(past.orders)
  expect(missing(0)).toBeGreaterThan(0)
  expect(missing(1)).toBe(0)
})

it('makes no customer’s call of an endpoint that is open, and some fail before it opens', () => {
  expect(past.turns.map(({ breaker }) => breaker.state.standing)).toContain('open')
  expect(past.calls.filter(({ isAnswered }) => !isAnswered)).not.toEqual([])
  expect(past.calls.filter(({ wasHeldBack }) => wasHeldBack)).toEqual([])
})

it('has an endpoint back within 45 seconds, unless it fell again', () => {
  const recoveries = recoveriesIn(past).filter(({ isRelapse }) => !isRelapse)
  expect(recoveries).not.toEqual([])
  expect(recoveries.filter(({ called }) => called > 45_000)).toEqual([])
})

it('is the same for the same seed', async () => {
  const [one, other] = [await day(4 * hour), await day(4 * hour)]
  expect(one.calls.length).toBeGreaterThan(50)
  expect(other).toEqual(one)
})

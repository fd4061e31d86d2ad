import { describe, expect, it } from 'vitest'
import {
  type BreakerEvent,
  breakerAfter,
  type CallFailed,
} from '../../../inference/route/breaker/breaker-after.ts'
import { timesOf } from '../../../inference/route/breaker/times.ts'
import { type BreakerState, holdsBack, untouched } from '../../../pack/breaker.ts'
import { failure, key, minute, overload, second, times } from './events.ts'

const step = times.step(1)

/** What comes of events, each of a call that ended as soon as it began. */
function after(state: BreakerState, ...events: [at: number, event: BreakerEvent][]): BreakerState {
  return events.reduce((before, [now, event]) => breakerAfter(before, event, now, times), state)
}
const fail = (at: number, changes?: Partial<CallFailed>): [number, BreakerEvent] => [
  at,
  failure(at, changes),
]
const answer = (at: number, began = at): [number, BreakerEvent] => [at, { type: 'answered', began }]
const probe = (at: number, isGood: boolean): [number, BreakerEvent] => [
  at,
  { type: 'probed', isGood, began: at },
]

const opened = after(untouched, fail(1), fail(2), fail(3))

describe('a breaker of a service', () => {
  it('opens at the third failure in a row, for the first step of the ladder', () => {
    expect(holdsBack(after(untouched, fail(1), fail(2)), 2)).toBe(false)
    expect(opened).toMatchObject({ standing: 'open', cause: 'unreachable', until: 3 + step })
  })

  it('does not open while answers come between failures', () => {
    const state = after(untouched, fail(1), fail(2), answer(3), fail(4), fail(5))
    expect(holdsBack(state, 5)).toBe(false)
  })

  it('opens at once where the server lets nobody in', () => {
    const state = after(untouched, fail(1, { effect: 'opens', cause: 'misconfigured' }))
    expect(state).toMatchObject({ standing: 'open', cause: 'misconfigured' })
  })

  it('stays open longer with a later failure, and is not written for a moment more', () => {
    expect(after(opened, fail(minute)).until).toBe(minute + step)
    expect(after(opened, fail(100))).toBe(opened)
  })

  it('is closed by one good probe', () => {
    expect(after(opened, probe(30 * second, true))).toMatchObject({
      standing: 'closed',
      cause: null,
    })
  })

  it('is not closed by an answer that was asked for before it opened', () => {
    expect(after(opened, answer(10, 2))).toBe(opened)
  })

  it('opens again with the first failure after a probe closed it, a step higher', () => {
    const state = after(opened, probe(30 * second, true), fail(minute))
    expect(state).toMatchObject({ standing: 'open', rung: 2, until: minute + times.step(2) })
  })

  it('takes three failures again once a text came', () => {
    const state = after(opened, probe(30 * second, true), answer(minute), fail(minute + 1))
    expect(state.standing).toBe('closed')
  })

  it('that relapsed ever again climbs no higher than the ladder, and asks for no more probes', () => {
    let state = opened
    for (let relapse = 1; relapse <= 30; relapse++) {
      const at = relapse * minute
      for (let good = 0; good < 5; good++) state = after(state, probe(at + good, true))
      expect(state.standing).toBe('closed')
      state = after(state, fail(at + 10))
    }
    expect(state).toMatchObject({ standing: 'open', rung: 5 })
  })

  it('that relapsed needs as many good probes in a row as it fell', () => {
    const relapsed = after(opened, probe(30 * second, true), fail(minute))
    const once = after(relapsed, probe(2 * minute, true))
    expect(once.standing).toBe('open')
    expect(after(once, probe(3 * minute, false), probe(4 * minute, true)).standing).toBe('open')
    expect(after(once, probe(3 * minute, true)).standing).toBe('closed')
  })

  it('starts at the foot of the ladder after a calm as long as its step', () => {
    const calm = 30 * second + step
    const state = after(opened, probe(30 * second, true), fail(calm))
    expect(state).toMatchObject({ standing: 'open', rung: 1 })
  })

  it('ignores failures of calls that were made before it closed', () => {
    const closed = after(opened, probe(30 * second, true))
    const late = failure(20 * second)
    expect(breakerAfter(closed, late, 31 * second, times)).toBe(closed)
  })

  it('lets one call test it when its step is over, and climbs when that fails', () => {
    const due = opened.until
    const tested = after(opened, [due, { type: 'testing' }])
    expect(after(tested, [due + 1, { type: 'testing' }])).toBe(tested)
    const end = due + second
    expect(after(tested, answer(end, due)).standing).toBe('closed')
    const failed = breakerAfter(tested, failure(due), end, times)
    expect(failed).toMatchObject({ standing: 'open', rung: 2, until: end + times.step(2) })
  })

  it('is tested by no call while an operator holds it open', () => {
    const due = 3 + step
    const [to, by, why] = ['open', 'Ada', 'new GPU'] as const
    const forced = { to, by, why, since: 3, until: due + minute }
    const held = after(opened, [3, { type: 'forced', forced }])
    expect(after(held, [due, { type: 'testing' }])).toBe(held)
    expect(after(held, [due + minute, { type: 'testing' }])).not.toBe(held)
  })

  it('climbs a ladder that doubles, up to sixteen times its first step', () => {
    const steps = [1, 2, 3, 4, 5, 6, 40].map((rung) => times.step(rung) / step)
    expect(steps.map(Math.round)).toEqual([1, 2, 4, 8, 16, 16, 16])
  })

  it('has another step than its neighbour', () => {
    expect(timesOf(10 * minute, { ...key, endpoint: 'vllm-4b-2' }).step(1)).not.toBe(step)
  })
})

describe('an overloaded server', () => {
  /** Long after the epoch, as all moments are. */
  const noon = 12 * 60 * minute
  const busy = (at: number, began = at): [number, BreakerEvent] => [
    noon + at,
    overload(noon + began),
  ]
  const served = (at: number) => answer(noon + at)

  it('is left alone for 15 seconds, or for as long as it asks, up to two minutes', () => {
    const lengths = [null, 0, 3_000, 3_600_000].map((retryAfter) => {
      const { until } = after(untouched, [noon, overload(noon, retryAfter)])
      return until - noon
    })
    expect(lengths).toEqual([15 * second, second, 3_000, 2 * minute])
  })

  it('is asked again when it has cooled down', () => {
    const cooling = after(untouched, busy(0))
    expect(holdsBack(cooling, noon + 15 * second - 1)).toBe(true)
    expect(holdsBack(cooling, noon + 15 * second)).toBe(false)
  })

  it('climbs the ladder when it says so again within a minute of that', () => {
    const again = after(untouched, busy(0), served(20 * second), busy(50 * second))
    expect(again).toMatchObject({ standing: 'open', cause: 'overloaded', rung: 1 })
  })

  it('climbs only after a pause as long as ours; before that its pauses double', () => {
    const lengths: number[] = []
    let [state, at] = [untouched, 0]
    while (state.standing !== 'open') {
      state = after(state, [noon + at, overload(noon + at, second)])
      lengths.push((state.until - noon - at) / second)
      at = state.until - noon
    }
    expect(lengths.slice(0, -1)).toEqual([1, 2, 4, 8, 15])
  })

  it('does not climb while short pauses help', () => {
    const short = (at: number): [number, BreakerEvent] => [noon + at, overload(noon + at, second)]
    const state = after(untouched, short(0), served(2_000), short(3_000), served(5_000))
    expect(state).toMatchObject({ standing: 'closed', rung: 0 })
    expect(after(state, short(6_000))).toMatchObject({ until: noon + 7_000 })
  })

  it('does not climb for calls that were under way when it first said so', () => {
    const both = after(untouched, busy(0), busy(second, 0), busy(16 * second, 0))
    expect(both).toMatchObject({ standing: 'cooling', rung: 0 })
  })

  it('only cools down when it says so after a quiet minute', () => {
    const later = after(untouched, busy(0), served(20 * second), busy(2 * minute))
    expect(later).toMatchObject({ standing: 'cooling', until: noon + 2 * minute + 15 * second })
  })
})

describe('a breaker of an operation', () => {
  const rejected = (order: string, at: number) =>
    fail(at, { effect: 'opens', order, cause: 'misconfigured' })

  it('opens at the second order that is rejected, never for the prompts of one', () => {
    const one = after(untouched, rejected('a', 1), rejected('a', 2), rejected('a', 3))
    expect(one.standing).toBe('closed')
    expect(after(one, rejected('b', 4))).toMatchObject({ standing: 'open', rung: 1 })
  })

  it('begins to count anew after an answer, and after a probe that closed it', () => {
    const answered = after(untouched, rejected('a', 1), answer(2), rejected('b', 3))
    expect(answered.standing).toBe('closed')
    const opened = after(answered, rejected('c', 4))
    const probed = after(opened, probe(30 * second, true), rejected('a', minute))
    expect(probed.standing).toBe('closed')
    expect(after(probed, rejected('b', minute + 1))).toMatchObject({ standing: 'open', rung: 2 })
  })
})

describe('a breaker of quality', () => {
  const invalid = (order: string, at: number) => fail(at, { order, cause: 'invalid' })

  it('opens after three orders in a row, never for one order alone', () => {
    const one = after(untouched, invalid('a', 1), invalid('a', 2), invalid('a', 3), invalid('a', 4))
    expect(one.standing).toBe('closed')
    expect(after(one, invalid('b', 5), invalid('c', 6))).toMatchObject({ standing: 'open' })
  })

  it('begins to count anew after a text that passed', () => {
    const state = after(untouched, invalid('a', 1), invalid('b', 2), answer(3), invalid('c', 4))
    expect(state).toMatchObject({ standing: 'closed', orders: ['c'] })
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type BreakerEvent,
  breakerAfter,
  type CallFailed,
} from '../../../inference/route/breaker/breaker-after.ts'
import { holdsBack, untouched } from '../../../pack/breaker.ts'
import { failure, minute, overload, second, times } from './events.ts'

const anyEvent = fc
  .record({ gap: fc.nat(11 * minute), age: fc.nat(minute) })
  .chain(({ gap, age }) =>
    fc
      .constantFrom<((began: number) => BreakerEvent)[]>(
        (began) => ({ type: 'answered', began }),
        (began) => failure(began),
        (began) => failure(began, { effect: 'opens', cause: 'misconfigured' }),
        (began) => failure(began, { effect: 'opens', cause: 'misconfigured', order: 'a' }),
        (began) => overload(began),
        (began) => overload(began, 40 * second),
        (began) => overload(began, second),
        (began) => overload(began, 0),
        (began) => ({ type: 'probed', isGood: true, began }),
        (began) => ({ type: 'probed', isGood: false, began }),
        () => ({ type: 'probing' }),
        () => ({ type: 'testing' }),
      )
      .map((make) => ({ gap, at: (now: number) => make(Math.max(0, now - age)) })),
  )

/** Every step of a life: the moment, what was before, what happened, what came of it. */
function livesOf(events: readonly { gap: number; at: (now: number) => BreakerEvent }[]) {
  let [now, state] = [60 * minute, untouched]
  return events.map(({ gap, at }) => {
    now += gap
    const [before, event] = [state, at(now)]
    state = breakerAfter(before, event, now, times)
    return { now, before, event, state }
  })
}

describe('whatever happens, in whatever order', () => {
  const holds = (law: (step: ReturnType<typeof livesOf>[number]) => boolean) =>
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => livesOf(events).every(law)),
    )

  it('only good answers close what is open', () => {
    expect(() =>
      holds(({ before, event, state }) => {
        const closes = before.standing === 'open' && state.standing !== 'open'
        const isGood = event.type === 'answered' || (event.type === 'probed' && event.isGood)
        return !closes || (isGood && event.began >= before.since)
      }),
    ).not.toThrow()
  })

  it('only failures hold back', () => {
    expect(() =>
      holds(({ before, event, state, now }) => {
        const begins = !holdsBack(before, now) && holdsBack(state, now)
        return !begins || event.type === 'failed'
      }),
    ).not.toThrow()
  })

  it('what is open is never open for less long, and never longer than sixteen steps', () => {
    expect(() =>
      holds(({ before, state, now }) => {
        const isOpen = before.standing === 'open' && state.standing === 'open'
        const shorter = isOpen && state.until < before.until
        return !shorter && state.until - now <= times.step(5)
      }),
    ).not.toThrow()
  })

  it('one call at a time tests it, and one probe at a time', () => {
    expect(() =>
      holds(({ before, event, state, now }) => {
        if (event.type === 'testing') return state === before || now >= before.until
        if (event.type === 'probing') return state === before || now >= before.probeAt
        return true
      }),
    ).not.toThrow()
  })

  it('a server that asks for short pauses has had one of full length before it is held back', () => {
    const event = fc
      .record({ gap: fc.nat(minute), pause: fc.option(fc.nat(14 * second)) })
      .map(({ gap, pause }) => ({
        gap,
        at: (began: number): BreakerEvent =>
          pause === null ? { type: 'answered', began } : overload(began, pause),
      }))
    const isFull = ({ state }: ReturnType<typeof livesOf>[number]) =>
      state.standing === 'cooling' && state.cooledAt - state.since >= times.cool
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        const life = livesOf(events)
        const opened = life.findIndex(({ state }) => state.standing === 'open')
        expect(opened === -1 || life.slice(0, opened).some(isFull)).toBe(true)
      }),
    )
  })

  it('a server that is busy cools down for a second at least, and two minutes at most', () => {
    expect(() =>
      holds(({ before, event, state, now }) => {
        const cools = before.standing === 'closed' && state.standing === 'cooling'
        const length = state.until - now
        return !cools || (event.type === 'failed' && length >= second && length <= 2 * minute)
      }),
    ).not.toThrow()
  })

  it('nothing that fails for one order alone holds others back', () => {
    const own = fc.constantFrom<Partial<CallFailed>[]>(
      { effect: 'opens', cause: 'misconfigured' },
      { effect: 'counts', cause: 'invalid' },
    )
    const age = fc.nat(minute)
    fc.assert(
      fc.property(own, fc.array(age, { maxLength: 60 }), (kind, ages) => {
        const at = (began: number) => failure(began, { ...kind, order: 'a' })
        const events = ages.map((gap) => ({ gap, at }))
        for (const { state, now } of livesOf(events)) expect(holdsBack(state, now)).toBe(false)
      }),
    )
  })

  it('is told by a cause and a time for as long as it holds back', () => {
    expect(() =>
      holds(({ state }) => (state.standing === 'closed') === (state.cause === null)),
    ).not.toThrow()
  })
})

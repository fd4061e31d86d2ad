import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createMemoryBreakers } from '../../../dev/memory-breakers.ts'
import { isTestDue } from '../../../inference/route/breaker/breaker-after.ts'
import { createBreakers } from '../../../inference/route/breaker/breakers.ts'
import { holdsBack } from '../../../pack/breaker.ts'
import { failure, key, minute, overload, times } from './events.ts'

const noon = Date.parse('2026-11-21T12:00:00.000Z')
const aYear = 365 * 24 * 60 * minute

/** Milliseconds by which the clock of the other machine is ahead of ours. */
const ahead = fc.integer({ min: -aYear, max: aYear })

/** Two machines on one store, whose clocks are apart. */
function crew(apart: number) {
  const store = createMemoryBreakers()
  const time = { now: noon }
  const hire = (clock: () => number) =>
    createBreakers({
      ...{ store, clock, quarantine: 10 * minute },
      observe: {
        breakerChanged() {},
        breakerNotStored(error) {
          throw error
        },
      },
    })
  const theirNow = () => time.now + apart
  const [theirs, ours] = [hire(theirNow), hire(() => time.now)]
  return {
    time,
    theirs,
    ours,
    theirNow,
    async seen() {
      await ours.refresh('4b')
      return ours.find(key)!.state
    },
  }
}

const thrice = [1, 2, 3]

it('a server that a machine with another clock found away is tested when its step is over', () =>
  fc.assert(
    fc.asyncProperty(ahead, async (apart) => {
      const { time, theirs, ours, theirNow, seen } = crew(apart)
      for (const _ of thrice) await theirs.tell(key, '4b', failure(theirNow()))
      expect((await seen()).standing).toBe('open')
      time.now += times.step(1)
      expect(isTestDue(await seen(), time.now)).toBe(true)
      await ours.tell(key, '4b', { type: 'testing' })
      await ours.tell(key, '4b', { type: 'answered', began: time.now })
      expect(holdsBack(ours.find(key)!.state, time.now)).toBe(false)
    }),
  ))

it('a server that one machine found well is held back when another finds it away', () =>
  fc.assert(
    fc.asyncProperty(ahead, async (apart) => {
      const { time, theirs, ours, theirNow, seen } = crew(apart)
      for (const _ of thrice) await theirs.tell(key, '4b', failure(theirNow()))
      time.now += times.step(1)
      await theirs.tell(key, '4b', { type: 'testing' })
      await theirs.tell(key, '4b', { type: 'answered', began: theirNow() })
      expect((await seen()).standing).toBe('closed')
      for (const _ of thrice) await ours.tell(key, '4b', failure(time.now))
      expect(holdsBack(ours.find(key)!.state, time.now)).toBe(true)
    }),
  ))

it('a server that asked another machine for a pause has it for no longer than it may ask', () =>
  fc.assert(
    fc.asyncProperty(ahead, async (apart) => {
      const { time, theirs, theirNow, seen } = crew(apart)
      await theirs.tell(key, '4b', overload(theirNow(), aYear))
      await seen()
      time.now += times.longestCool
      expect(holdsBack(await seen(), time.now)).toBe(false)
    }),
  ))

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createMemoryBreakers } from '../../../dev/memory-breakers.ts'
import type { BreakerEvent } from '../../../inference/route/breaker/breaker-after.ts'
import { createBreakers } from '../../../inference/route/breaker/breakers.ts'
import { holdsBack } from '../../../pack/breaker.ts'

const now = Date.parse('2026-11-21T10:00:00.000Z')
const key = { endpoint: 'a', model: 'm', operation: '', kind: 'service' } as const
const failed: BreakerEvent = {
  type: 'failed',
  effect: 'counts',
  cause: 'server',
  began: now,
  retryAfter: null,
  order: null,
}

/** Workers of one tier, whose reads and writes of one store come in the order of the scheduler. */
function crew(scheduler: fc.Scheduler, size: number) {
  const store = createMemoryBreakers()
  const clock = { now }
  let openings = 0
  const hire = () =>
    createBreakers({
      store: {
        ofTier: store.ofTier,
        write: scheduler.scheduleFunction(store.write),
      },
      clock: () => clock.now,
      quarantine: 600_000,
      observe: {
        breakerChanged(before, after) {
          if (!holdsBack(before.state, now) && holdsBack(after.state, now)) openings += 1
        },
        breakerNotStored(error) {
          throw error
        },
      },
    })
  const workers = Array.from({ length: size }, hire)
  return { workers, clock, openings: () => openings, rows: () => store.ofTier('4b') }
}

const everyWorker = fc.array(fc.nat(7), { minLength: 1, maxLength: 12 })

it('no failure is lost and none counts twice, whoever writes first', async () => {
  const law = fc.asyncProperty(fc.scheduler(), everyWorker, async (scheduler, tellers) => {
    const { workers, openings, rows } = crew(scheduler, 8)
    const told = tellers.map((worker) => workers[worker]!.tell(key, '4b', failed))
    await scheduler.waitAll()
    await Promise.all(told)
    const [row] = await rows()
    expect(row?.state.failures).toBe(Math.min(3, tellers.length))
    expect(openings()).toBe(tellers.length < 3 ? 0 : 1)
  })
  await fc.assert(law)
})

it.each(['probing', 'testing'] as const)(
  'of workers that find %s due at the same time one does it',
  async (type) => {
    const law = fc.asyncProperty(fc.scheduler(), everyWorker, async (scheduler, tellers) => {
      const { workers, clock } = crew(scheduler, 8)
      const opening = [failed, failed, failed].map((event) => workers[0]!.tell(key, '4b', event))
      await scheduler.waitFor(Promise.all(opening))
      clock.now += 3_600_000
      await Promise.all(workers.map(({ refresh }) => refresh('4b')))
      const claims = tellers.map((worker) => workers[worker]!.tell(key, '4b', { type }))
      await scheduler.waitAll()
      expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1)
    })
    await fc.assert(law)
  },
)

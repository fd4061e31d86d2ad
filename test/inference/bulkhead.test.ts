import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Ask } from '../../inference/job/ask.ts'
import { defaultLimits } from '../../inference/job/timeouts.ts'
import { bulkhead } from '../../inference/route/bulkhead.ts'
import { endpointsFromUrls } from '../../inference/route/endpoints.ts'
import { createSemaphore } from '../../inference/route/semaphore.ts'
import type { Turn } from '../../inference/route/turn.ts'
import { standardSettings } from '../../inference/settings/settings.ts'
import { noReply } from '../../inference/wire/reply.ts'
import type { FrozenOrder } from '../../pack/order.ts'
import { askFor, openRig, shortLimits } from './rig.ts'

const never = new AbortController().signal

describe('slots', () => {
  it('are never taken by more than there are, and come back whatever happens', async () => {
    const visitor = fc.record({ leaves: fc.boolean(), stays: fc.nat(3) })
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.array(visitor), async (count, all) => {
        const slots = createSemaphore(count)
        let inside = 0
        let most = 0
        const visit = async ({ leaves, stays }: { leaves: boolean; stays: number }) => {
          const leaving = new AbortController()
          const taken = slots.take(leaving.signal)
          if (leaves) leaving.abort()
          if (!(await taken)) return
          inside += 1
          most = Math.max(most, inside)
          for (let i = 0; i < stays; i += 1) await Promise.resolve()
          inside -= 1
          slots.release()
        }
        await Promise.all(all.map(visit))
        expect(most).toBeLessThanOrEqual(count)
        expect(
          await Promise.all(Array.from({ length: count }, () => slots.take(never))),
        ).not.toContain(false)
      }),
    )
  })

  it('are a guest’s only where half of them stay free of it, and nobody else waits', async () => {
    const steps = fc.array(fc.constantFrom('own', 'guest', 'leave'))
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 6 }), steps, async (count, all) => {
        const slots = createSemaphore(count)
        const waiting = { own: 0, guest: 0 }
        let free = count
        const visit = async (who: keyof typeof waiting) => {
          waiting[who] += 1
          await slots.take(never, { isGuest: who === 'guest' })
          waiting[who] -= 1
          if (who === 'guest') expect([waiting.own, free * 2 >= count]).toEqual([0, true])
          free -= 1
        }
        const visits: Promise<void>[] = []
        for (const step of all) {
          if (step !== 'leave') visits.push(visit(step))
          else if (free < count) {
            free += 1
            slots.release()
          }
          await new Promise(setImmediate)
          expect(free).toBeGreaterThanOrEqual(0)
          if (waiting.own > 0) expect(free).toBe(0)
          if (waiting.guest > 0) expect(free === 0 || free * 2 < count).toBe(true)
        }
        while (free < count) {
          free += 1
          slots.release()
          await new Promise(setImmediate)
        }
        await Promise.all(visits)
      }),
    )
  })

  it('are given in the order of asking', async () => {
    const slots = createSemaphore(1)
    await slots.take(never)
    const served: number[] = []
    const waiting = [1, 2, 3].map(async (who) => {
      await slots.take(never)
      served.push(who)
      slots.release()
    })
    slots.release()
    await Promise.all(waiting)
    expect(served).toEqual([1, 2, 3])
  })
})

describe('an endpoint with one slot', () => {
  let close = (): Promise<unknown> => Promise.resolve()
  afterEach(() => close())

  const opened = async (first: number, servers = 1) => {
    const limits = shortLimits(10_000, 100)
    const patience = { ...limits.call['4b'], first }
    const rig = await openRig({
      servers,
      slots: 1,
      limits: { ...limits, call: { '4b': patience, '32b': patience, judge: patience } },
    })
    close = rig.close
    return rig
  }

  it('gets the next call when the one before is over', async () => {
    const rig = await opened(5_000)
    await rig.server.behave({ mode: 'slow', latency: 100 })
    const asks = [1, 2, 3].map((round) => rig.write(askFor('notice-section', { round })))
    await vi.waitFor(() => expect(rig.server.stats().calls).toBe(1))
    expect(await Promise.all(asks)).toMatchObject([{}, {}, {}].map(() => ({ source: 'model' })))
    expect(rig.attempts.map(({ endpoint }) => endpoint)).toEqual(
      Array.from({ length: 3 }, () => 'vllm-4b-1'),
    )
  })

  /** Turns of one endpoint, whose slots are held until `server` answers. */
  function turns(clock: () => number, first: number, slots = 1) {
    const urls = ['http://a/v1']
    const [endpoint] = endpointsFromUrls({ tier: '4b', urls, model: 'm', key: null })
    const patience = { first, between: 5_000, whole: 15_000 }
    const asked = askFor('risk-plan', { deadline: 16_500 })
    const turnOf = (change: Partial<Ask>): Turn => {
      const job = { signal: never, ask: { ...asked, ...change }, settings: standardSettings }
      return { job, endpoint, fresh: [] as Turn['fresh'], patience } as Turn
    }
    const answered = { reply: noReply(null, 'm'), failure: null, faults: [], content: {} }
    const server = Promise.withResolvers<void>()
    const given: number[] = []
    const one = [{ ...endpoint!, slots }]
    const stage = bulkhead({ endpoints: one, limits: defaultLimits, clock })
    const ask = (change: Partial<Ask> = {}) =>
      stage(turnOf(change), async ({ patience: { whole } }) => {
        given.push(whole)
        await server.promise
        return answered
      })
    return { ask, given, server }
  }

  it('is not called with less than half of the usual time, which would be held against it', async () => {
    let now = 0
    const { ask, given, server } = turns(() => now, 8_000)
    const asks = [ask(), ask(), ask()]
    await vi.waitFor(() => expect(given).toHaveLength(1))
    now = 7_800
    server.resolve()
    const symptoms = (await Promise.all(asks)).map(({ reply }) => reply.symptom)
    expect(symptoms).toEqual([null, 'full', 'full'])
    expect(given).toEqual([15_000])
  })

  it('is passed over by who has waited for as long as for a first token', async () => {
    const { ask, given, server } = turns(() => 0, 20)
    const first = ask()
    expect((await ask()).reply.symptom).toBe('full')
    server.resolve()
    expect((await first).reply.symptom).toBe(null)
    expect(given).toEqual([15_000])
  })

  it('is a guest’s only while half of its like are free', async () => {
    const { ask, given, server } = turns(() => 0, 8_000, 4)
    const order: FrozenOrder = { ...askFor('risk-plan').order, tier: 'self-serve' }
    const own = { tier: '32b', deadline: 180_000 } as const
    const guest = { ...own, order }
    const asked = [ask(own), ask(own), ask(guest), ask(guest)]
    await vi.waitFor(() => expect(given).toHaveLength(3))
    asked.push(ask(own))
    await vi.waitFor(() => expect(given).toHaveLength(4))
    server.resolve()
    const symptoms = (await Promise.all(asked)).map(({ reply }) => reply.symptom)
    expect(symptoms).toEqual(Array(5).fill(null))
    expect(given).toHaveLength(5)
  })

  it('is passed over, unasked, while another has room', async () => {
    const rig = await opened(500, 2)
    await rig.server.behave('hung')
    const first = rig.write(askFor('notice-section', { round: 1 }))
    await vi.waitFor(() => expect(rig.server.stats().calls).toBe(1))
    const second = await rig.write(askFor('notice-section', { round: 2 }))
    expect(second).toMatchObject({ source: 'model' })
    expect(rig.attempts.map(({ endpoint }) => endpoint)).toEqual(['vllm-4b-2'])
    expect(rig.server.stats().calls).toBe(1)
    await first
  })

  it('is not waited for by who gives up', async () => {
    const rig = await opened(5_000)
    await rig.server.behave({ mode: 'slow', latency: 300 })
    const first = rig.write(askFor('notice-section', { round: 1 }))
    await vi.waitFor(() => expect(rig.server.stats().calls).toBe(1))
    const reason = new Error('the order was refunded')
    const leaving = new AbortController()
    const waiting = rig.write(askFor('notice-section', { round: 2 }), leaving.signal)
    leaving.abort(reason)
    await expect(waiting).rejects.toBe(reason)
    expect(await first).toMatchObject({ source: 'model' })
  })
})

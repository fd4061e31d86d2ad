import { describe, expect, it } from 'vitest'
import type { StandInModel } from '../../../dev/stand-in-model.ts'
import { sizeOf } from '../../../inference/job/size.ts'
import { serviceKey } from '../../../inference/route/breaker/keys.ts'
import { endpointsFromUrls } from '../../../inference/route/endpoints.ts'
import { isSameBreaker, untouched } from '../../../pack/breaker.ts'
import { assignmentOf } from '../rig.ts'
import { minute, second } from './events.ts'
import { failingServers } from './failing-servers.ts'

const { open, rig, now, pass, behave, calls, ask, write, writeTimes, probeFor } = failingServers()
const openTwo = () => open({ servers: 2 })

const openWithWindow = (contextTokens: number) =>
  open({
    servers: 1,
    contextTokens,
    endpoints: ([server]) =>
      endpointsFromUrls({ tier: '4b', urls: [server!.url], model: 'adapter', key: null }).map(
        (one) => ({ ...one, contextTokens }),
      ),
  })

describe('a server that dies', () => {
  it('is left alone after three calls, while the second one serves', async () => {
    await openTwo()
    await behave(0, '500')
    await writeTimes(10)
    expect(calls()).toEqual([3, 10])
  })

  it('is tried by a probe every 30 seconds and by no customer', async () => {
    await openTwo()
    await behave(0, '500')
    await writeTimes(3)
    await probeFor(10 * minute)
    await writeTimes(5)
    expect(calls()).toEqual([3 + 20, 8])
  })

  it('and comes back is in use again within 45 seconds', async () => {
    await openTwo()
    await behave(0, 'away')
    await writeTimes(3)
    await probeFor(3 * minute)
    await behave(0, 'up')
    const before = calls()[1]
    await probeFor(45 * second)
    expect(await write()).toMatchObject({ source: 'model' })
    expect(calls()[1]).toBe(before)
  })

  it('and comes back keeps to that beside one that hangs', async () => {
    await openTwo()
    await Promise.all([behave(0, '500'), behave(1, '500')])
    await writeTimes(3)
    await Promise.all([behave(0, 'hung'), behave(1, 'up')])
    const stop = new AbortController()
    const begun: Promise<void>[] = []
    for (let waited = 0; waited < 45; waited += 1) {
      pass(second)
      begun.push(...(await rig().inference.probe(stop.signal)))
    }
    await Promise.any(begun)
    expect(await write()).toMatchObject({ source: 'model' })
    stop.abort()
    await Promise.all(begun)
  })

  it('is tested by one call when its step is over and nobody probed', async () => {
    await openTwo()
    await behave(0, '500')
    await writeTimes(3)
    pass(13 * minute)
    await Promise.all(Array.from({ length: 6 }, () => write()))
    expect(calls()).toEqual([4, 9])
  })

  it('is not asked to count a prompt either, and no customer is told that theirs is too long', async () => {
    const plan = () => ask('risk-plan')
    const contextTokens = sizeOf(assignmentOf(plan())) - 1
    await openWithWindow(contextTokens)
    expect(await rig().write(plan())).toMatchObject({ source: 'model' })
    expect(rig().server.stats().counted).toBe(1)
    await behave(0, '500')
    await writeTimes(3)
    const before = rig().server.stats().counted
    expect(await rig().write(plan())).toEqual({ source: 'none', reason: 'server' })
    expect(rig().server.stats().counted).toBe(before)
  })

  it('is not asked to count either by who hears of it in the first round trip', async () => {
    const plan = () => ask('risk-plan')
    const contextTokens = sizeOf(assignmentOf(plan()))
    await openWithWindow(contextTokens)
    const key = { ...serviceKey({ name: 'vllm-4b-1', model: 'adapter' }), tier: '4b' } as const
    const cause = 'server' as const
    const state = { ...untouched, standing: 'open' as const, cause, until: now() + 10 * minute }
    const told = { ...key, state, version: 1 }
    const { calls: store } = rig()
    const { open: opened } = store
    store.open = async (...about) => ({ ...(await opened(...about)), breakers: [told] })
    expect(await rig().write(plan())).toEqual({ source: 'none', reason: 'server' })
    expect(rig().server.stats()).toMatchObject({ counted: 0, calls: 0 })
  })

  it('as the only one ends in none at once, with what it died of', async () => {
    await open({ servers: 1 })
    await behave(0, 'away')
    await writeTimes(3)
    await behave(0, 'up')
    expect(await write()).toEqual({ source: 'none', reason: 'unreachable' })
    expect(calls()).toEqual([0])
    await probeFor(31 * second)
    expect(await write()).toMatchObject({ source: 'model' })
  })
})

describe('when every server is held back', () => {
  it('a full order goes on to the smaller model, with no call made', async () => {
    await openTwo()
    await Promise.all([behave(0, '500'), behave(1, '500')])
    const writeFull = () => rig().write(ask('notice-section', { tier: '32b' }))
    for (let i = 0; i < 3; i++) await writeFull()
    const before = calls()
    expect(await writeFull()).toEqual({ source: 'none', reason: 'server', next: '4b' })
    expect(calls()).toEqual(before)
  })
})

describe('an operator', () => {
  async function force(to: 'open' | 'closed') {
    const key = { ...serviceKey({ name: 'vllm-4b-1', model: 'adapter' }), tier: '4b' } as const
    const stored = (await rig().breakers.ofTier('4b')).find((row) => isSameBreaker(row, key))
    const before = stored ?? { ...key, state: untouched, version: 0 }
    const forced = { to, since: now(), until: now() + 5 * minute, by: 'Ada', why: 'new GPU' }
    await rig().breakers.write(before, { ...before.state, forced })
    await Promise.all(await rig().inference.probe(new AbortController().signal))
  }

  it('keeps calls away from a server that is well, until the time is up', async () => {
    await open({ servers: 1 })
    await force('open')
    expect(await write()).toEqual({ source: 'none', reason: 'not-routed' })
    expect(await write(5 * minute)).toMatchObject({ source: 'model' })
  })

  it('has calls made of a server that is held back', async () => {
    await open({ servers: 1 })
    await behave(0, 'away')
    await writeTimes(3)
    await behave(0, 'up')
    await force('closed')
    expect(await write()).toMatchObject({ source: 'model' })
  })
})

describe('a server that is busy', () => {
  it('is left alone for as long as it asks', async () => {
    await openTwo()
    await behave(0, { mode: '429', retryAfter: 20, times: 1 })
    await writeTimes(4)
    expect(calls()).toEqual([1, 4])
    await write(20 * second)
    expect(calls()).toEqual([2, 4])
  })

  it('again within a minute is out for the first step of the ladder', async () => {
    await openTwo()
    await behave(0, '503')
    await write()
    await write(16 * second)
    await write(5 * minute)
    expect(calls()).toEqual([2, 3])
  })

  it.each([0, 1])(
    'twice, and wants %i s each time, is waited for and not out',
    async (retryAfter) => {
      await open({ servers: 1, pause: async (milliseconds) => pass(milliseconds) })
      await behave(0, { mode: '429', retryAfter, times: 2 })
      expect(await write()).toMatchObject({ source: 'model' })
      expect(rig().verdicts()).toEqual(['overloaded', 'overloaded', 'accepted'])
      expect(await write()).toMatchObject({ source: 'model' })
    },
  )

  it('takes no call from one that is well, with as many before it as a job has calls', async () => {
    await open({ servers: 7 })
    for (let server = 0; server < 6; server++)
      await behave(server, { mode: '429', retryAfter: 20, times: 1 })
    expect(await write()).toMatchObject({ reason: 'overloaded' })
    expect(await write()).toMatchObject({ source: 'model' })
    expect(calls()).toEqual([1, 1, 1, 1, 1, 1, 1])
  })

  it('as the only one is waited for, by the call that met it and by those after', async () => {
    const waits: number[] = []
    await open({
      servers: 1,
      pause: async (milliseconds) => {
        waits.push(milliseconds)
        pass(milliseconds)
      },
    })
    await behave(0, { mode: '429', retryAfter: 10, times: 1 })
    expect(await write()).toMatchObject({ source: 'model' })
    expect(waits).toHaveLength(1)
    expect(waits[0]).toBeGreaterThanOrEqual(10 * second)
  })
})

describe('a server that knows no such model', () => {
  it('is asked once', async () => {
    const model = (one: StandInModel | undefined, name: string) =>
      endpointsFromUrls({ tier: '4b', urls: [one!.url], model: name, key: null })
    await open({
      servers: 2,
      endpoints: ([one, other]) => [
        ...model(one, 'withdrawn'),
        ...model(other, 'adapter').map((endpoint) => ({ ...endpoint, name: 'second' })),
      ],
    })
    await writeTimes(4)
    expect(rig().attempts.map(({ endpoint }) => endpoint)).toEqual([
      'vllm-4b-1',
      ...Array(4).fill('second'),
    ])
  })
})

import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { defaultLimits, limitsFor, patienceFor } from '../../inference/job/timeouts.ts'
import { askFor, openRig, shortLimits } from './rig.ts'

let rig: Awaited<ReturnType<typeof openRig>>
beforeAll(async () => {
  rig = await openRig({
    servers: 2,
    limits: shortLimits(60_000, 100),
  })
})
afterAll(() => rig.close())

const soon = (milliseconds: number) => Date.now() + milliseconds

describe('the deadline of the attempt', () => {
  it('ends a call long before its own limit, and leaves the next endpoint no time', async () => {
    await Promise.all(rig.servers.map((server) => server.behave('hung')))
    const outcome = await rig.write(askFor('risk-plan', { round: 1, deadline: soon(1_500) }))
    expect(outcome).toEqual({ source: 'none', reason: 'timeout' })
    expect(rig.verdicts()).toEqual(['timeout'])
  })

  it('ends a body that stalls after its headers', async () => {
    rig.attempts.length = 0
    await rig.server.behave('hung-after-headers')
    const outcome = await rig.write(askFor('risk-plan', { round: 2, deadline: soon(1_500) }))
    expect(outcome).toEqual({ source: 'none', reason: 'timeout' })
  })

  it('that has passed already means no call at all', async () => {
    rig.attempts.length = 0
    const outcome = await rig.write(askFor('risk-plan', { round: 3, deadline: soon(50) }))
    expect(outcome).toEqual({ source: 'none', reason: 'timeout' })
    expect(rig.attempts).toEqual([])
  })

  it('closes the connection, so that the server stops generating', async () => {
    await rig.server.behave('hung')
    const before = rig.server.stats().abandoned
    await rig.write(askFor('risk-plan', { round: 4, deadline: soon(1_000) }))
    await vi.waitFor(() => expect(rig.server.stats().abandoned).toBe(before + 1))
  })
})

describe('the limits of a call', () => {
  it('grow with the attempts that an operator allows, and never shrink', () => {
    const { call } = limitsFor({ '4b': { attempt: 450_000 }, '32b': { attempt: 10_000 } })
    expect(call['4b']).toEqual({ first: 80_000, between: 50_000, whole: 150_000 })
    expect(call['32b']).toEqual({ first: 20_000, between: 10_000, whole: 60_000 })
  })

  it('are whole milliseconds for attempts of any length, which is all that timers take', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_600 }), (seconds) => {
        const timeouts = { attempt: seconds * 1_000 }
        const { call } = limitsFor({ '4b': timeouts, '32b': timeouts })
        const times = Object.values(call).flatMap((patience) => Object.values(patience))
        expect(times.filter((time) => !Number.isInteger(time))).toEqual([])
      }),
    )
  })

  it('are those of the attempt where less of it is left', () => {
    const ask = askFor('risk-plan', { deadline: 10_000 })
    expect(patienceFor(ask, defaultLimits, 0)).toMatchObject({ first: 8_000, whole: 8_500 })
  })

  it('leave a call half of its usual time, or there is none', () => {
    const left = (tier: '4b' | '32b', milliseconds: number, limits = defaultLimits) =>
      patienceFor(askFor('risk-plan', { tier, deadline: 1_500 + milliseconds }), limits, 0)
    expect([left('4b', 7_499), left('32b', 29_999)]).toEqual([null, null])
    expect([left('4b', 7_500)?.whole, left('32b', 30_000)?.whole]).toEqual([7_500, 30_000])
    const hasty = limitsFor({ '4b': { attempt: 5_500 }, '32b': { attempt: 180_000 } })
    expect([left('4b', 1_999, hasty), left('4b', 2_000, hasty)?.whole]).toEqual([null, 2_000])
  })
})

describe('a cancelled ask', () => {
  it.each(['hung', 'hung-after-headers'] as const)('reaches a server that is %s', async (mode) => {
    await rig.server.behave(mode)
    const before = rig.server.stats()
    const cancelled = new AbortController()
    const writing = rig.write(askFor('risk-plan', { round: 5 }), cancelled.signal)
    await vi.waitFor(() => expect(rig.server.stats().calls).toBe(before.calls + 1))
    cancelled.abort()
    await expect(writing).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
    await vi.waitFor(() => expect(rig.server.stats().abandoned).toBe(before.abandoned + 1))
    expect(rig.attempts.at(-1)).toMatchObject({ verdict: 'given-up', costMicros: 0 })
  })

  it('throws the reason it was given, and records nothing', async () => {
    const reason = new Error('the order was refunded')
    await expect(
      rig.write(askFor('risk-plan', { round: 6 }), AbortSignal.abort(reason)),
    ).rejects.toBe(reason)
    await rig.server.behave('up')
    expect(await rig.write(askFor('risk-plan', { round: 6 }))).toMatchObject({ source: 'model' })
  })
})

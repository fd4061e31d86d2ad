import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { askFor, openRig } from './rig.ts'

let rig: Awaited<ReturnType<typeof openRig>>
beforeAll(async () => {
  rig = await openRig({
    servers: 2,
    limits: { call: { '4b': 60_000, '32b': 60_000 }, margin: 100 },
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

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Outcome } from '../../pack/outcome.ts'
import { askFor, openRig } from './rig.ts'

let rig: Awaited<ReturnType<typeof openRig>>
beforeAll(async () => {
  rig = await openRig()
})
afterAll(() => rig.close())

let round = 0
beforeEach(async () => {
  round += 1
  rig.attempts.length = 0
  await rig.server.behave('up')
})
const ask = (tier: '4b' | '32b' = '4b') => askFor('notice-section', { round, tier })
const key = () => ({ order: 'ord_test', artefact: 'notice-section', part: '', round })

describe('an outcome', () => {
  it('that was recorded is not asked for again', async () => {
    const first = await rig.write(ask())
    expect(await rig.write(ask())).toEqual(first)
    expect(rig.server.stats().byPart[`ord_test/notice-section//1/${round}/4b`]).toBe(1)
  })

  it('is given up for the one that another worker recorded first', async () => {
    const first: Outcome = { source: 'none', reason: 'refused' }
    await rig.server.behave({ mode: 'slow', latency: 50 })
    const writing = rig.write(ask())
    await rig.calls.close(key(), { outcome: first, attempts: [], log: [] })
    expect(await writing).toEqual(first)
  })

  it('that the store did not take at first is told again, and bought once', async () => {
    const { close } = rig.calls
    let refused = 0
    rig.calls.close = (at, closing) =>
      refused++ < 2 ? Promise.reject(new Error('The database was away.')) : close(at, closing)
    const written = await rig.write(ask()).finally(() => {
      rig.calls.close = close
    })
    expect(written).toMatchObject({ source: 'model' })
    expect(await rig.write(ask())).toEqual(written)
    expect(rig.server.stats().byPart[`ord_test/notice-section//1/${round}/4b`]).toBe(1)
  })

  it('is asked for once the store says what it knows, which it did not at first', async () => {
    const { open } = rig.calls
    let refused = 0
    rig.calls.open = (...asked) =>
      refused++ < 2 ? Promise.reject(new Error('The database was away.')) : open(...asked)
    const written = await rig.write(ask()).finally(() => {
      rig.calls.open = open
    })
    expect(written).toMatchObject({ source: 'model' })
  })

  describe('is told again', () => {
    /** A store that takes nothing for so many milliseconds, which pass in the pauses alone. */
    async function toldAfter(away: number) {
      const began = Date.now()
      let now = began
      const other = await openRig({ clock: () => now, pause: async (ms) => void (now += ms) })
      const { close } = other.calls
      other.calls.close = (at, closing) =>
        now < began + away
          ? Promise.reject(new Error('The database was away.'))
          : close(at, closing)
      try {
        const { source } = await other.write({ ...ask(), deadline: began + 45_000 })
        return { source, calls: other.attempts.length, waited: now - began }
      } finally {
        await other.close()
      }
    }

    it('for as long as its attempt has time, and bought once', async () => {
      const { waited, ...told } = await toldAfter(30_000)
      expect(told).toEqual({ source: 'model', calls: 1 })
      expect(waited).toBeLessThan(33_000)
    })

    it('and no longer', async () => {
      await expect(toldAfter(60_000)).rejects.toThrow('The database was away.')
    })
  })

  it('of a failure is recorded too, so that its round is settled', async () => {
    await rig.server.behave('refusing')
    await rig.write(ask('32b'))
    await rig.server.behave('up')
    expect(await rig.write(ask('32b'))).toEqual({ source: 'none', reason: 'refused' })
  })

  it('of a model that is not the order’s own is no last word', async () => {
    await rig.server.behave('refusing')
    expect(await rig.write(ask('4b'))).toEqual({ source: 'none', reason: 'refused' })
    await rig.server.behave('up')
    expect(await rig.write(ask('4b'))).toMatchObject({ source: 'model' })
  })

  it('that names the other queue leaves the round open for it', async () => {
    await rig.server.behave('503')
    expect(await rig.write(ask('32b'))).toMatchObject({ next: '4b' })
    await rig.server.behave('up')
    expect(await rig.write(ask('4b'))).toMatchObject({ source: 'model', tier: '4b' })
  })

  it('says when it was written and until when it is fresh', async () => {
    const outcome = await rig.write(ask())
    if (outcome.source === 'none') throw new Error(outcome.reason)
    const days = Date.parse(outcome.freshUntil!) - Date.parse(outcome.generatedAt)
    expect(days).toBe(7 * 86_400_000)
  })

  it('of an artefact that this version does not know is misconfigured, without a call', async () => {
    expect(await rig.write(askFor('unknown'))).toMatchObject({ reason: 'misconfigured' })
    expect(rig.attempts).toEqual([])
  })
})

describe('an attempt is observed', () => {
  it('with the model that served, the endpoint and the tokens that the server counted', async () => {
    await rig.write(ask())
    expect(rig.attempts).toMatchObject([
      { tier: '4b', model: 'adapter', endpoint: 'vllm-4b-1', verdict: 'accepted' },
    ])
    const { tokens } = rig.attempts[0]!
    expect(tokens.in).toBeGreaterThan(tokens.cached)
    expect(tokens.out).toBeGreaterThan(0)
  })

  it('with the tokens that came from the cache of an equal beginning', async () => {
    await rig.write(askFor('notice-section', { round: 1_000 + round }))
    await rig.write(askFor('notice-section', { round: 2_000 + round }))
    expect(rig.attempts[1]!.tokens.cached).toBeGreaterThanOrEqual(128)
  })
})

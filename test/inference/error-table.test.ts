import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Behaviour } from '../../dev/stand-in-model/behaviour.ts'
import { askFor, openRig, shortLimits } from './rig.ts'

const limits = shortLimits(1_000, 50)

let rig: Awaited<ReturnType<typeof openRig>>
beforeAll(async () => {
  rig = await openRig({ servers: 2, limits })
})
afterAll(() => rig.close())

let round = 0
beforeEach(() => {
  round += 1
  rig.attempts.length = 0
})
const ask = () => askFor('notice-section', { round })

/** What a server does, what it is, and how often it is asked when there is no other. */
const service = [
  [{ mode: 'away' }, 'unreachable', 2],
  [{ mode: 'reset' }, 'unreachable', 2],
  [{ mode: 'hung' }, 'timeout', 1],
  [{ mode: 'hung-after-headers' }, 'timeout', 1],
  [{ mode: '500' }, 'server', 2],
  [{ mode: 'error-200' }, 'server', 2],
  [{ mode: 'malformed' }, 'server', 2],
  [{ mode: 'malformed-chunk' }, 'server', 2],
  [{ mode: 'aborted' }, 'server', 2],
  [{ mode: 'cut' }, 'server', 2],
  [{ mode: 'ends-early' }, 'server', 2],
  [{ mode: 'no-done' }, 'server', 2],
  [{ mode: 'tool-call' }, 'server', 2],
  [{ mode: 'flood' }, 'server', 2],
  [{ mode: '429' }, 'overloaded', 6],
  [{ mode: '429', retryAfter: 1 }, 'overloaded', 6],
  [{ mode: '429', retryAfter: 3_600 }, 'overloaded', 1],
  [{ mode: '503' }, 'overloaded', 6],
  [{ mode: 'out-of-quota' }, 'misconfigured', 1],
  [{ mode: '413' }, 'misconfigured', 1],
] satisfies [Behaviour, string, number][]

describe.each(service)('a server that behaves as %o', (behaviour, reason, tries) => {
  it(`is ${reason}, and the next endpoint is asked`, async () => {
    await rig.servers[0]!.behave(behaviour)
    await rig.servers[1]!.behave('up')
    expect(await rig.write(ask())).toMatchObject({ source: 'model', tier: '4b', model: 'adapter' })
    expect(rig.verdicts()).toEqual([reason, 'accepted'])
  })

  it(`ends in none with ${reason} when every endpoint does so, after ${tries} tries of each or 6`, async () => {
    await Promise.all(rig.servers.map((server) => server.behave(behaviour)))
    expect(await rig.write(ask())).toEqual({ source: 'none', reason })
    expect(rig.verdicts()).toEqual(Array.from({ length: Math.min(6, 2 * tries) }, () => reason))
  })
})

describe('an endpoint that is alone', () => {
  it.each(['500', '503', '429', 'reset', 'cut'] as const)(
    'and fails once (%s) is asked again, after a pause',
    async (mode) => {
      const alone = await openRig({ limits, pause: async (wait) => void waits.push(wait) })
      const waits: number[] = []
      await alone.server.behave({ mode, times: 1 })
      expect(await alone.write(ask())).toMatchObject({ source: 'model' })
      await alone.close()
      expect(waits).toEqual([expect.any(Number)])
      expect(waits[0]).toBeGreaterThanOrEqual(500)
    },
  )

  it('and busy for less than the attempt is waited for as long as it asks', async () => {
    const waits: number[] = []
    const alone = await openRig({ limits, pause: async (wait) => void waits.push(wait) })
    await alone.server.behave({ mode: '429', retryAfter: 12, times: 1 })
    expect(await alone.write(ask())).toMatchObject({ source: 'model' })
    expect(waits).toEqual([expect.any(Number)])
    expect(waits[0]).toBeGreaterThanOrEqual(12_000)
    waits.length = 0
    await alone.server.behave({ mode: '429', retryAfter: 12, times: 1 })
    const soon = { ...ask(), round: 1_000 + round, deadline: Date.now() + 10_000 }
    expect(await alone.write(soon)).toMatchObject({ reason: 'overloaded' })
    expect(waits).toEqual([])
    await alone.close()
  })
})

const quality = [
  ['not-json', 'invalid'],
  ['invalid-json', 'invalid'],
  ['garbage-words', 'invalid'],
  ['wrong-schema', 'invalid'],
  ['garbage', 'invalid'],
  ['empty', 'invalid'],
  ['unprintable', 'invalid'],
  ['null-content', 'invalid'],
  ['thought-only', 'invalid'],
  ['words-after', 'invalid'],
  ['obedient', 'invalid'],
  ['truncated', 'truncated'],
] as const

describe.each(quality)('an answer that is %s', (mode, reason) => {
  it('is asked for once more, and then used', async () => {
    await rig.server.behave({ mode, times: 1 })
    expect(await rig.write(ask())).toMatchObject({ source: 'model' })
    expect(rig.verdicts()).toEqual([reason, 'accepted'])
  })

  it(`ends in none with ${reason} the second time, and asks no other endpoint`, async () => {
    await rig.server.behave(mode)
    expect(await rig.write(ask())).toEqual({ source: 'none', reason })
    expect(rig.verdicts()).toEqual([reason, reason])
  })
})

describe('a good answer', () => {
  it.each([
    'thinking',
    'fenced',
    'bom',
    'keys-twice',
    'lying-usage',
    'no-usage',
    'no-prefill',
  ] as const)('is used as it is: %s', async (mode) => {
    await rig.server.behave(mode)
    expect(await rig.write(ask())).toMatchObject({ source: 'model' })
    expect(rig.verdicts()).toEqual(['accepted'])
  })
})

it.each(['refusing', 'refusal', 'filtered', 'filtered-openai', 'filtered-azure'] as const)(
  'a refusal is not asked again, of nobody: %s',
  async (mode) => {
    await rig.server.behave(mode)
    expect(await rig.write(ask())).toEqual({ source: 'none', reason: 'refused' })
    expect(rig.verdicts()).toEqual(['refused'])
  },
)

it('an endpoint that refuses what an assistant has said is told of a bad answer nevertheless', async () => {
  await rig.servers[0]!.behave({ mode: 'not-json', times: 1 })
  expect(await rig.write(ask())).toMatchObject({ source: 'model' })
  const { messages } = rig.servers[0]!.last()!
  expect(messages.map(({ role }) => role)).toEqual(['system', 'user'])
  expect(messages[1]!.content).toContain('Sure! Here is the section that you asked for.')
  expect(messages[1]!.content).toContain('the answer is not one JSON object')
})

it('a bad answer after a fallen endpoint is still asked for only once more', async () => {
  await rig.servers[0]!.behave('503')
  await rig.servers[1]!.behave('garbage')
  expect(await rig.write(ask())).toEqual({ source: 'none', reason: 'invalid' })
  expect(rig.verdicts()).toEqual(['overloaded', 'invalid', 'invalid'])
})

describe('from the 32B tier', () => {
  it.each(['away', '500', '503', 'hung'] as const)(
    '%s names the 4B queue as next',
    async (mode) => {
      await Promise.all(rig.servers.map((server) => server.behave(mode)))
      const outcome = await rig.write(askFor('notice-section', { round, tier: '32b' }))
      expect(outcome).toMatchObject({ source: 'none', next: '4b' })
    },
  )

  it.each(['garbage', 'truncated', 'refusing'] as const)('%s names no next queue', async (mode) => {
    await Promise.all(rig.servers.map((server) => server.behave(mode)))
    const outcome = await rig.write(askFor('notice-section', { round, tier: '32b' }))
    expect(outcome).not.toHaveProperty('next')
  })
})

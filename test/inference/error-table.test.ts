import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Behaviour } from '../../dev/stand-in-model/behaviour.ts'
import { askFor, openRig } from './rig.ts'

const limits = { call: { '4b': 1_000, '32b': 1_000 }, margin: 50 }

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

const service = [
  [{ mode: 'away' }, 'unreachable'],
  [{ mode: 'reset' }, 'unreachable'],
  [{ mode: 'hung' }, 'timeout'],
  [{ mode: 'hung-after-headers' }, 'timeout'],
  [{ mode: '500' }, 'server'],
  [{ mode: 'error-200' }, 'server'],
  [{ mode: 'malformed' }, 'server'],
  [{ mode: 'aborted' }, 'server'],
  [{ mode: '429' }, 'overloaded'],
  [{ mode: '429', retryAfter: 1 }, 'overloaded'],
  [{ mode: '503' }, 'overloaded'],
] satisfies [Behaviour, string][]

describe.each(service)('a server that behaves as %o', (behaviour, reason) => {
  it(`is ${reason}, and the next endpoint is asked`, async () => {
    await rig.servers[0]!.behave(behaviour)
    await rig.servers[1]!.behave('up')
    expect(await rig.write(ask())).toMatchObject({ source: 'model', tier: '4b', model: 'adapter' })
    expect(rig.verdicts()).toEqual([reason, 'accepted'])
  })

  it(`ends in none with ${reason} when every endpoint does so`, async () => {
    await Promise.all(rig.servers.map((server) => server.behave(behaviour)))
    expect(await rig.write(ask())).toEqual({ source: 'none', reason })
    expect(rig.verdicts()).toEqual([reason, reason])
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

it('a refusal is not asked again', async () => {
  await rig.server.behave('refusing')
  expect(await rig.write(ask())).toEqual({ source: 'none', reason: 'refused' })
  expect(rig.verdicts()).toEqual(['refused'])
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

import { afterEach, expect, it } from 'vitest'
import { serviceKey } from '../../../inference/route/breaker/keys.ts'
import { endpointsFromUrls } from '../../../inference/route/endpoints.ts'
import { untouched } from '../../../pack/breaker.ts'
import { askFor, openRig } from '../rig.ts'

let rig: Awaited<ReturnType<typeof openRig>>
afterEach(() => rig.close())

const [endpoint] = endpointsFromUrls({
  tier: '4b',
  urls: ['http://a/v1'],
  model: 'adapter',
  key: null,
})
const key = serviceKey(endpoint!)
const write = (round: number) => rig.write(askFor('notice-section', { round }))

it('without a quarantine every call is made, however often they failed, and whatever was open', async () => {
  const start = Date.parse('2026-11-21T10:00:00.000Z')
  rig = await openRig({ quarantine: 0, clock: () => start })
  const row = { ...key, tier: '4b' as const, state: untouched, version: 0 }
  await rig.breakers.write(row, {
    ...untouched,
    standing: 'open',
    cause: 'server',
    until: start + 1,
  })
  await rig.server.behave('500')
  await Promise.all([1, 2, 3, 4, 5, 6].map(write))
  expect(rig.attempts.length).toBeGreaterThanOrEqual(6)
  await rig.server.behave('up')
  const outcomes = await Promise.all([11, 12, 13].map(write))
  expect(outcomes.map(({ source }) => source)).toEqual(['model', 'model', 'model'])
})

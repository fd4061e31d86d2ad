import { afterEach, describe, expect, it } from 'vitest'
import type { Endpoint } from '../../inference/route/endpoints.ts'
import { routesFor } from '../../inference/route/routes.ts'
import { standardSettings } from '../../inference/settings/settings.ts'
import { askFor, openRig, order, type RigOptions } from './rig.ts'

const close: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const one of close.splice(0)) await one()
})

async function rigWith(settings: RigOptions['settings']) {
  const rig = await openRig({ settings })
  close.push(rig.close)
  return rig
}

const selfServe = { ...order, tier: 'self-serve' as const }
const ofSelfServe = () => askFor('notice-section', { order: selfServe, tier: '4b' })
const ofFull = () => askFor('notice-section', { order, tier: '32b' })

describe('an operation that is switched off', () => {
  it('asks no model, and is tried again later', async () => {
    const rig = await rigWith({ enabled: false })
    expect(await rig.write(ofFull())).toEqual({ source: 'none', reason: 'not-routed' })
    expect(rig.attempts).toEqual([])
  })
})

describe('another tier than the one that was bought', () => {
  it.each([
    ['by the setting of the tier', { tier: '4b' as const }],
    ['by economy', { economy: true }],
  ])('is asked on its own queue, %s', async (_, settings) => {
    const rig = await rigWith(settings)
    expect(await rig.write(ofFull())).toEqual({ source: 'none', reason: 'not-routed', next: '4b' })
    expect(await rig.write({ ...ofFull(), tier: '4b' })).toMatchObject({
      source: 'model',
      tier: '4b',
    })
  })

  it('is not asked by economy where the smaller one was bought', async () => {
    const rig = await rigWith({ economy: true })
    expect(await rig.write(ofSelfServe())).toMatchObject({ source: 'model', tier: '4b' })
  })
})

describe('the larger model', () => {
  it('is not asked for what the smaller one could not write, as declared', async () => {
    const rig = await rigWith({})
    await rig.server.behave('garbage')
    expect(await rig.write(ofSelfServe())).toEqual({ source: 'none', reason: 'invalid' })
  })

  it('is asked next, with capacity to spare', async () => {
    const rig = await rigWith({ spareCapacity: true })
    await rig.server.behave('garbage')
    expect(await rig.write(ofSelfServe())).toEqual({
      source: 'none',
      reason: 'invalid',
      next: '32b',
    })
    await rig.server.behave('up')
    expect(await rig.write({ ...ofSelfServe(), tier: '32b' })).toMatchObject({
      source: 'model',
      tier: '32b',
    })
  })

  it('is not asked for what no model could be reached for', async () => {
    const rig = await rigWith({ spareCapacity: true })
    await rig.server.behave('503')
    expect(await rig.write(ofSelfServe())).toEqual({ source: 'none', reason: 'overloaded' })
  })

  it('is not asked again for what it handed to the smaller one itself', async () => {
    const rig = await rigWith({ spareCapacity: true })
    await rig.server.behave('garbage')
    expect(await rig.write({ ...ofFull(), tier: '4b' })).toEqual({
      source: 'none',
      reason: 'invalid',
    })
  })
})

describe('the endpoints of a tier', () => {
  const endpoint = (name: string, price: number, tier: '4b' | '32b' = '4b'): Endpoint => ({
    name,
    tier,
    url: 'http://127.0.0.1:1/v1',
    model: 'm',
    key: null,
    provider: 'vllm',
    infrastructure: name,
    contextTokens: 8_192,
    slots: 32,
    pricePerMTok: { in: price, out: price },
  })
  const all = [endpoint('a', 3), endpoint('b', 1), endpoint('c', 2), endpoint('x', 0, '32b')]
  const routes = (settings: Parameters<typeof routesFor>[2]) =>
    routesFor(all, { tier: '4b' }, settings)
  const names = (settings: Parameters<typeof routesFor>[2]) =>
    routes(settings).map(({ name }) => name)

  it('stand as they are configured', () => expect(names(standardSettings)).toEqual(['a', 'b', 'c']))

  it('that are named go first, those that there are not are passed over', () =>
    expect(names({ ...standardSettings, endpoints: ['c', 'gone', 'x'] })).toEqual(['c', 'a', 'b']))

  it('stand by their price in economy', () =>
    expect(names({ ...standardSettings, economy: true })).toEqual(['b', 'c', 'a']))

  it('are asked for the model that is set', () =>
    expect(routes({ ...standardSettings, model: 'n' }).map(({ model }) => model)).toEqual([
      'n',
      'n',
      'n',
    ]))
})

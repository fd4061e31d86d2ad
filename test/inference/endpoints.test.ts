import { afterEach, describe, expect, it } from 'vitest'
import { startStandInModel } from '../../dev/stand-in-model.ts'
import { endpointsFromUrls, parseEndpoints } from '../../inference/route/endpoints.ts'
import { askFor, openRig } from './rig.ts'

const entry = {
  name: 'rack-1',
  tier: '4b',
  url: 'http://10.0.0.1:8000/v1',
  model: 'packhorse-4b-lora',
  keyEnv: 'RACK_KEY',
  infrastructure: 'rack',
  contextTokens: 8192,
  pricePerMTok: { in: 0.1, out: 0.4 },
}

describe('ENDPOINTS_FILE', () => {
  it('is read in its order, with each key taken from its variable', () => {
    const second = { ...entry, name: 'rack-2', keyEnv: undefined }
    const read = parseEndpoints(JSON.stringify([entry, second]), { RACK_KEY: 'secret' })
    expect(read.map(({ name, key }) => [name, key])).toEqual([
      ['rack-1', 'secret'],
      ['rack-2', null],
    ])
  })

  it.each([
    ['is not JSON', '{', /not JSON/],
    ['is empty', '[]', /the list/],
    ['has an address without /v1', JSON.stringify([{ ...entry, url: 'http://x' }]), /0\.url.*\/v1/],
    ['has a tier that is none', JSON.stringify([{ ...entry, tier: '7b' }]), /0\.tier/],
    ['has an unknown field', JSON.stringify([{ ...entry, colour: 'red' }]), /colour/],
    ['has a name twice', JSON.stringify([entry, entry]), /same name/],
    ['names a variable that is not set', JSON.stringify([entry]), /RACK_KEY/],
  ])('is refused in one sentence when it %s', (_, json, sentence) => {
    expect(() => parseEndpoints(json, {})).toThrow(sentence)
  })
})

describe('a server that does not fit its description', () => {
  const opened: { close(): Promise<unknown> }[] = []
  afterEach(() => Promise.all(opened.splice(0).map((one) => one.close())))

  const tried = async (changes: object, settings = {}) => {
    const server = await startStandInModel({ models: ['base'], ...settings })
    const described = { tier: '4b' as const, urls: [server.url], model: 'base', key: null }
    const endpoints = () => endpointsFromUrls(described).map((one) => ({ ...one, ...changes }))
    const rig = await openRig({ servers: 0, endpoints })
    opened.push(server, rig)
    return rig.write(askFor('risk-plan'))
  }

  it('is misconfigured when it does not know the model', async () => {
    expect(await tried({ model: 'other' })).toMatchObject({ reason: 'misconfigured' })
  })

  it('is misconfigured when it wants another key', async () => {
    expect(await tried({ key: 'wrong' }, { key: 'right' })).toMatchObject({
      reason: 'misconfigured',
    })
  })

  it('answers when it gets its key', async () => {
    expect(await tried({ key: 'right' }, { key: 'right' })).toMatchObject({ source: 'model' })
  })

  it('is misconfigured when its window is far smaller than described', async () => {
    const outcome = await tried({ contextTokens: 100_000 }, { contextTokens: 500 })
    expect(outcome).toMatchObject({ reason: 'misconfigured' })
  })

  it('is given no prompt a second time that cannot fit its window', async () => {
    const outcome = await tried({ contextTokens: 1_024 }, { contextTokens: 1_024 })
    expect(outcome).toEqual({ source: 'none', reason: 'too-long' })
  })

  it('is passed over for one with a larger window when the prompt is too long', async () => {
    const [small, equal, large] = await Promise.all(
      [1_024, 1_024, 8_192].map((contextTokens) =>
        startStandInModel({ models: ['m'], contextTokens }),
      ),
    )
    opened.push(small!, equal!, large!)
    const urls = [small!.url, equal!.url, large!.url]
    const windows = [1_024, 1_024, 8_192]
    const endpoints = () =>
      endpointsFromUrls({ tier: '4b', urls, model: 'm', key: null }).map((one, index) => ({
        ...one,
        contextTokens: windows[index]!,
      }))
    const rig = await openRig({ servers: 0, endpoints })
    expect(await rig.write(askFor('risk-plan'))).toMatchObject({ source: 'model' })
    expect(rig.attempts.map(({ endpoint }) => endpoint)).toEqual(['vllm-4b-1', 'vllm-4b-3'])
  })

  it('is misconfigured when the tier has no endpoint at all', async () => {
    const rig = await openRig({ servers: 0, endpoints: () => [] })
    expect(await rig.write(askFor('risk-plan'))).toEqual({
      source: 'none',
      reason: 'misconfigured',
    })
  })
})

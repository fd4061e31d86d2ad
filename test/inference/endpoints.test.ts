import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { createMetrics } from '../../clients/metrics.ts'
import { callSpan } from '../../clients/telemetry/model-call.ts'
import { createListener } from '../../dev/stand-in-model/listener.ts'
import { startStandInModel } from '../../dev/stand-in-model.ts'
import { endpointsFromUrls, parseEndpoints } from '../../inference/route/endpoints.ts'
import { queuesFor } from '../../workers/queues-for.ts'
import { attemptOf } from '../store/new-order.ts'
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

  it('may leave out the window, which the server says itself, and the slots', () => {
    const small = { ...entry, name: 'small', contextTokens: undefined, slots: 2 }
    const large = { ...entry, name: 'large', tier: '32b' }
    const read = parseEndpoints(JSON.stringify([entry, small, large]), { RACK_KEY: 'secret' })
    expect(read.map(({ contextTokens, slots }) => [contextTokens, slots])).toEqual([
      [8_192, 32],
      [8_192, 2],
      [8_192, 8],
    ])
  })

  it('may say whose server it is, for those who read the telemetry', async () => {
    const theirs = { ...entry, name: 'theirs', provider: 'mistral_ai' }
    const read = parseEndpoints(JSON.stringify([entry, theirs]), { RACK_KEY: 'secret' })
    const reply = { finish: 'stop', firstToken: 5 }
    const spans = read.map((endpoint) => callSpan(attemptOf(), { endpoint, reply }))
    const named = spans.map(({ attributes }) => attributes['gen_ai.provider.name'])
    expect(named).toEqual(['vllm', 'mistral_ai'])
    const { modelCalls, registry } = createMetrics()
    modelCalls.called(attemptOf(), { endpoint: read[1]!, reply })
    expect(await registry.metrics()).toContain('gen_ai_provider_name="mistral_ai"')
  })

  it.each([
    ['is not JSON', '[\n{', /not JSON \(.*position 3.*\)/],
    ['is empty', '[]', /the list/],
    [
      'has an address without /v1',
      JSON.stringify([{ ...entry, url: 'http://x' }]),
      /endpoint 1 \(rack-1\), url: .*\/v1/,
    ],
    ['has a tier that is none', JSON.stringify([{ ...entry, tier: '7b' }]), /rack-1\), tier: /],
    [
      'has a password in an address',
      JSON.stringify([{ ...entry, url: 'http://me:pa55word@x/v1' }]),
      /^(?!.*pa55word).*rack-1\), url: .*keyEnv/,
    ],
    ['has an unknown field', JSON.stringify([{ ...entry, colour: 'red' }]), /colour/],
    [
      'has a provider that is no name',
      JSON.stringify([{ ...entry, provider: 'Our AI' }]),
      /openai/,
    ],
    ['has no slot', JSON.stringify([{ ...entry, slots: 0 }]), /rack-1\), slots: /],
    [
      'leaves out a price',
      JSON.stringify([{ ...entry, pricePerMTok: { out: 1 } }]),
      'ENDPOINTS_FILE cannot be used: endpoint 1 (rack-1), pricePerMTok.in: is missing; correct it and start again.',
    ],
    [
      'has a name that no setting can name',
      JSON.stringify([{ ...entry, name: 'rack, 1' }]),
      /no space and no comma/,
    ],
    ['has a name twice', JSON.stringify([entry, entry]), /same name/],
    ['names a variable that is not set', JSON.stringify([entry]), /RACK_KEY/],
  ])('is refused in one sentence when it %s', (_, json, sentence) => {
    expect(() => parseEndpoints(json, {})).toThrow(sentence)
  })
})

describe('one process serves', () => {
  const folder = mkdtempSync(join(tmpdir(), 'packhorse-endpoints-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  function served(...tiers: string[]) {
    const file = join(folder, 'endpoints.json')
    const named = tiers.map((tier) => ({ ...entry, name: `rack-${tier}`, tier }))
    writeFileSync(file, JSON.stringify(named))
    return queuesFor({ ENDPOINTS_FILE: file, RACK_KEY: 'secret' })
  }

  it('the queues of the tiers that have an endpoint, in a file or by their addresses', () => {
    const rest = ['orders', 'assembly', 'upkeep']
    const [small, large] = ['inference-4b-lora', 'inference-32b-awq']
    expect(new Set(served('4b'))).toEqual(new Set([...rest, small]))
    expect(new Set(served('4b', '32b'))).toEqual(new Set([...rest, small, large]))
    expect(new Set(queuesFor({ VLLM_32B_URLS: entry.url }))).toEqual(new Set([...rest, large]))
    expect(new Set(queuesFor({}))).toEqual(new Set(rest))
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

  it('is sent no key where none is described', async () => {
    const asked: (string | undefined)[] = []
    const server = createListener((request, response) => {
      asked.push(request.headers.authorization)
      response.writeHead(500).end()
    })
    const port = await server.listen(0)
    opened.push(server)
    const described = { tier: '4b' as const, urls: [`http://127.0.0.1:${port}/v1`], model: 'base' }
    const rig = await openRig({
      servers: 0,
      endpoints: () => endpointsFromUrls({ ...described, key: null }),
    })
    await rig.write(askFor('risk-plan'))
    expect(asked).toEqual([undefined, undefined])
  })

  it('is misconfigured when the tier has no endpoint at all', async () => {
    const rig = await openRig({ servers: 0, endpoints: () => [] })
    expect(await rig.write(askFor('risk-plan'))).toEqual({
      source: 'none',
      reason: 'misconfigured',
    })
  })
})

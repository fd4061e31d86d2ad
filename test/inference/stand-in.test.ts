import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { promptHash, usualOf } from '../../dev/stand-in-model/usual.ts'
import { type StandInModel, startStandInModel } from '../../dev/stand-in-model.ts'

let server: StandInModel
beforeAll(async () => {
  server = await startStandInModel({ models: ['base', 'adapter'], key: 'secret', concurrency: 1 })
})
beforeEach(() => server.behave('up'))
afterAll(() => server.close())

const authorization = { authorization: 'Bearer secret', 'content-type': 'application/json' }
const get = async (path: string, headers: object = authorization) => {
  const response = await fetch(new URL(path, server.url), { headers: { ...headers } })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}
const post = (body: object, signal: AbortSignal | null = null) =>
  fetch(`${server.url}/chat/completions`, {
    method: 'POST',
    headers: authorization,
    body: JSON.stringify({
      model: 'adapter',
      messages: [{ role: 'user', content: 'Hello' }],
      ...body,
    }),
    signal,
  })
const posted = async (body: object) => {
  const response = await post(body)
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

describe('the stand-in answers as vLLM does:', () => {
  it('an adapter names its base and has no window of its own', async () => {
    const { body } = await get('/v1/models')
    expect(body['data']).toMatchObject([
      { id: 'base', parent: null, max_model_len: 8192 },
      { id: 'adapter', parent: 'base', max_model_len: null },
    ])
  })

  it('a missing key is 401 with a string for an error', async () => {
    expect(await get('/v1/models', {})).toEqual({ status: 401, body: { error: 'Unauthorized' } })
  })

  it('an unknown path has a detail', async () => {
    expect(await get('/v2')).toEqual({ status: 404, body: { detail: 'Not Found' } })
  })

  it('an unknown model is 404 with a number for a code', async () => {
    const { status, body } = await posted({ model: 'other' })
    expect(status).toBe(404)
    expect(body['error']).toMatchObject({ type: 'NotFoundError', code: 404 })
  })

  it('a window that is too small is 400 and names input_tokens', async () => {
    const { status, body } = await posted({ max_tokens: 9_000 })
    expect(status).toBe(400)
    expect(body['error']).toMatchObject({ param: 'input_tokens', code: 400 })
  })

  it('a schema with uniqueItems is 400', async () => {
    const schema = { type: 'array', uniqueItems: true }
    const format = { type: 'json_schema', json_schema: { name: 'x', schema } }
    expect((await posted({ response_format: format })).status).toBe(400)
  })

  it('an empty schema is answered false', async () => {
    const format = { type: 'json_schema', json_schema: { name: 'x', schema: {} } }
    const { body } = await posted({ response_format: format })
    expect(body['choices']).toMatchObject([
      { message: { content: 'false' }, finish_reason: 'stop' },
    ])
  })

  it('health and the list of models stay well while the engine hangs', async () => {
    await server.behave('hung')
    const health = await fetch(new URL('/health', server.url))
    expect([health.status, (await get('/v1/models')).status]).toEqual([200, 200])
  })

  it('tokens are counted outside of /v1, without a key', async () => {
    const response = await fetch(new URL('/tokenize', server.url), { method: 'POST', body: '{}' })
    expect(await response.json()).toMatchObject({ count: 1, max_model_len: 8192 })
  })
})

describe('the stand-in', () => {
  it('gives the same answer to the same prompt', async () => {
    const [first, second] = await Promise.all([posted({}), posted({})])
    expect(first.body['choices']).toEqual(second.body['choices'])
  })

  it('refuses connections while it is away, and comes back at the same address by its control', async () => {
    await server.behave('away')
    await expect(post({})).rejects.toThrow('fetch failed')
    const body = JSON.stringify({ mode: 'up' })
    await fetch(`${server.controlUrl}/_stand-in/behaviour`, { method: 'POST', body })
    expect((await posted({})).status).toBe(200)
  })

  it('refuses a behaviour that it does not know', async () => {
    const body = JSON.stringify({ mode: 'sleepy' })
    const response = await fetch(`${server.controlUrl}/_stand-in/behaviour`, {
      method: 'POST',
      body,
    })
    expect(response.status).toBe(400)
  })

  it('gives the place of a caller who left to the next one', async () => {
    await server.behave({ mode: 'hung', times: 1 })
    const before = server.stats()
    const leaving = new AbortController()
    const left = post({}, leaving.signal)
    await vi.waitFor(() => expect(server.stats().calls).toBe(before.calls + 1))
    const next = posted({})
    leaving.abort()
    await expect(left).rejects.toThrow('aborted')
    expect((await next).status).toBe(200)
    expect(server.stats().abandoned).toBe(before.abandoned + 1)
  })
})

describe('the log of the stand-in', () => {
  it('has what was asked and what was sent, as soon as it is', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'packhorse-log-'))
    const log = join(folder, 'model.log')
    const logged = await startStandInModel({ models: ['base'], log })
    const lines = () => readFileSync(log, 'utf8').trim().split('\n')
    const ask = (id: string) =>
      fetch(`${logged.url}/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-request-id': id },
        body: JSON.stringify({ model: 'base', messages: [{ role: 'user', content: 'Hello' }] }),
      })
    await (await ask('first')).json()
    await logged.behave('reset')
    await expect(ask('second')).rejects.toThrow('fetch failed')
    await vi.waitFor(() => expect(lines()).toHaveLength(4))
    expect(lines().map((line) => JSON.parse(line))).toMatchObject([
      { request: 'first', model: 'base', at: expect.stringMatching(/Z$/) },
      { request: 'first', status: 200, whole: true, tokens: { prompt: expect.any(Number) } },
      { request: 'second' },
      { request: 'second', status: null, whole: false, tokens: null },
    ])
    await logged.close()
    rmSync(folder, { recursive: true })
  })
})

it('writes nothing sound as a model that is worse, doubts what people found faulty, and does what else is put to it', async () => {
  const usual = usualOf({ worse: ['worse'], faulty: [promptHash('a faulty draft')] })
  const both = await startStandInModel({ models: ['base', 'worse'], usual })
  const shape = (kinds: object) => ({ type: 'object', properties: { 1: kinds } })
  const ask = async (model: string, content: string, schema: object) => {
    const format = { type: 'json_schema', json_schema: { name: 'any', schema } }
    const response = await fetch(`${both.url}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ model, messages: [{ role: 'user', content }], response_format: format },
      }),
    })
    if (!response.ok) return response.status
    const { choices } = (await response.json()) as { choices: [{ message: { content: string } }] }
    return JSON.parse(choices[0].message.content) as { 1: string }
  }
  const marks = shape({ type: 'string', enum: ['yes', 'no'] })
  expect(await ask('base', 'a faulty draft', marks)).toEqual({ 1: 'no' })
  expect(await ask('base', 'another draft', marks)).toEqual({ 1: 'yes' })
  const text = shape({ type: 'string' })
  const good = await ask('base', 'Hello', text)
  expect(await ask('worse', 'Hello', text)).not.toEqual(good)
  await both.behave('503')
  expect(await ask('worse', 'Hello', text)).toBe(503)
  await both.close()
})

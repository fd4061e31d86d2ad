import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Models, startModels } from '../../dev/demo/models.ts'
import type { ModelMode } from '../../dev/demo/options.ts'
import { type StandInModel, startStandInModel } from '../../dev/stand-in-model.ts'

const model = 'fine-tuned'
let upstream: StandInModel
let models: Models | undefined

beforeEach(async () => {
  upstream = await startStandInModel({ models: [model], key: 'secret' })
})
afterEach(async () => {
  await models?.stop()
  await upstream.close()
})

/** The demonstration's models with one real 4B endpoint in the environment. */
async function started(mode: ModelMode) {
  models = await startModels(mode, { VLLM_4B_URLS: upstream.url, VLLM_4B_MODEL: model })
  return models.environment
}

function complete(url = '', signal: AbortSignal | null = null) {
  return fetch(`${url}/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer secret', 'content-type': 'application/json' },
    body: JSON.stringify({ model, messages: [{ role: 'user', content: 'Hello' }] }),
    signal,
  })
}

describe('in front of a real endpoint the demonstration', () => {
  it('passes everything through while the model is up', async () => {
    const { VLLM_4B_URLS } = await started('up')
    const answer = await complete(VLLM_4B_URLS)
    expect(await answer.json()).toMatchObject({ model })
    expect(upstream.stats().calls).toBe(1)
  })

  it('passes on what the server refuses, and paths outside of /v1', async () => {
    const { VLLM_4B_URLS = '' } = await started('up')
    expect((await fetch(`${VLLM_4B_URLS}/models`)).status).toBe(401)
    const counted = await fetch(new URL('/tokenize', VLLM_4B_URLS), { method: 'POST', body: '{}' })
    expect(await counted.json()).toMatchObject({ count: 1 })
  })

  it('holds a request back when the model is to be slow', async () => {
    const { VLLM_4B_URLS } = await started('slow')
    const early = new AbortController()
    const waiting = complete(VLLM_4B_URLS, early.signal)
    await expect(
      Promise.race([waiting, new Promise((done) => setTimeout(done, 200))]),
    ).resolves.toBeUndefined()
    expect(upstream.stats().calls).toBe(0)
    expect((await waiting).status).toBe(200)
  })

  it.each(['down', 'late'] as const)(
    'refuses connections when it is to be %s, until it recovers',
    async (mode) => {
      const { VLLM_4B_URLS } = await started(mode)
      await expect(complete(VLLM_4B_URLS)).rejects.toThrow('fetch failed')
      await models?.recover()
      expect((await complete(VLLM_4B_URLS)).status).toBe(200)
    },
  )

  it.each(['garbage', 'refusing'] as const)('never asks the real model for %s', async (mode) => {
    const { VLLM_4B_URLS } = await started(mode)
    expect((await complete(VLLM_4B_URLS)).status).toBe(200)
    expect(upstream.stats().calls).toBe(0)
  })

  it('stops the work upstream when the caller leaves', async () => {
    await upstream.behave('hung')
    const { VLLM_4B_URLS } = await started('up')
    const leaving = new AbortController()
    const asked = complete(VLLM_4B_URLS, leaving.signal)
    await vi.waitFor(() => expect(upstream.stats().calls).toBe(1))
    leaving.abort()
    await expect(asked).rejects.toThrow('aborted')
    await vi.waitFor(() => expect(upstream.stats().abandoned).toBe(1))
  })

  it('breaks the connection when the real endpoint does', async () => {
    await upstream.behave('reset')
    const { VLLM_4B_URLS } = await started('up')
    await expect(complete(VLLM_4B_URLS)).rejects.toThrow('fetch failed')
  })

  it('gives the tier without an endpoint a stand-in', async () => {
    const { VLLM_32B_URLS, VLLM_32B_MODEL } = await started('up')
    const list = await (await fetch(`${VLLM_32B_URLS}/models`)).json()
    expect(list).toMatchObject({ data: [{ id: VLLM_32B_MODEL }] })
  })
})

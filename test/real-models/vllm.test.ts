import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isInstalled } from '../../dev/real-model/python.ts'
import type { RealModel } from '../../dev/real-model/server.ts'
import { startVllm, vllm, vllmAdapter, vllmBase, vllmWindow } from '../../dev/real-model/vllm.ts'
import { asksOf, order } from '../inference/rig.ts'
import { ask, holdsOnTheWire, key, longText, user } from './on-the-wire.ts'
import { outcomesOf } from './outcomes.ts'

const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }

describe.skipIf(!isInstalled(vllm))('vLLM with random weights (npm run vllm installs it)', () => {
  let served: RealModel
  beforeAll(async () => {
    served = await startVllm({ key })
  })
  afterAll(() => served.stop())
  const server = (model = vllmAdapter) => ({ url: served.url, model, window: vllmWindow })

  holdsOnTheWire(server)

  it('lists the adapter under its own name, with its base', async () => {
    const answer = await fetch(`${served.url}/models`, { headers })
    const { data } = (await answer.json()) as { data: unknown[] }
    expect(data).toContainEqual(expect.objectContaining({ id: vllmBase, parent: null }))
    expect(data).toContainEqual(expect.objectContaining({ id: vllmAdapter, parent: vllmBase }))
  })

  it('knows no other model', async () => {
    expect(await ask(server('another'))).toMatchObject({ failure: 'misconfigured' })
  })

  it('gives only what is left of its window, without a word', async () => {
    const messages = user(await almostFull())
    const reply = await ask(server(), { messages, maxTokens: 2_000 })
    expect(reply).toMatchObject({ failure: 'truncated', finish: 'length' })
    expect(reply.tokens.out).toBeLessThan(2_000)
    expect(reply.tokens.in + reply.tokens.out).toBe(vllmWindow)
  })

  it('writes no word that reaches a customer, also where the JSON is whole', async () => {
    const asks = asksOf(order)
    const { outcomes, attempts } = await outcomesOf(server(), asks)
    expect(outcomes.map(({ source }) => source)).toEqual(asks.map(() => 'none'))
    expect(attempts.filter(({ verdict }) => verdict === 'invalid').length).toBeGreaterThan(0)
  })

  /** About nine tenths of the window, by the server's own count. */
  async function almostFull(): Promise<string> {
    const body = JSON.stringify({ model: vllmAdapter, prompt: longText(100) })
    const url = served.url.replace(/v1$/, 'tokenize')
    const answer = await fetch(url, { method: 'POST', headers, body })
    const { count } = (await answer.json()) as { count: number }
    return longText(Math.floor((vllmWindow * 0.9 * 100) / count))
  }
})

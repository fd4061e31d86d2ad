import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isInstalled } from '../../dev/real-model/python.ts'
import type { RealModel } from '../../dev/real-model/server.ts'
import {
  smollm2Name as model,
  smollm2,
  smollm2Window,
  startSmollm2,
} from '../../dev/real-model/smollm2.ts'
import { askFor } from '../inference/rig.ts'
import { ask, holdsOnTheWire, key } from './on-the-wire.ts'
import { outcomesOf } from './outcomes.ts'

/** Minutes of writing. */
const longAnswer = {
  type: 'array',
  items: { type: 'string', minLength: 1_000 },
  minItems: 40,
}

describe.skipIf(!isInstalled(smollm2))('llama.cpp with SmolLM2 (npm run model installs it)', () => {
  let served: RealModel
  beforeAll(async () => {
    served = await startSmollm2({ key })
  })
  afterAll(() => served.stop())
  const server = () => ({ url: served.url, model, window: smollm2Window })

  holdsOnTheWire(server)

  it('counts what it has in its prefix cache', async () => {
    const again = () => ask(server(), { maxTokens: 8 })
    await again()
    expect((await again()).tokens.cached).toBeGreaterThan(10)
  })

  it('stops writing when the caller leaves', async () => {
    const leaving = new AbortController()
    const reply = ask(server(), { schema: longAnswer, maxTokens: 4_000, signal: leaving.signal })
    setTimeout(() => leaving.abort(new Error('gone')), 1_000)
    await expect(reply).rejects.toThrow('gone')
    // Its only slot is free again, or this one would wait for minutes.
    const patience = { first: 20_000, between: 20_000, whole: 60_000 }
    expect(await ask(server(), { patience, maxTokens: 4 })).toMatchObject({ failure: 'truncated' })
  })

  it('writes nothing that reaches a customer', async () => {
    const asks = [askFor('notice-section'), askFor('processing-descriptions', { part: 'orders' })]
    const { outcomes, attempts } = await outcomesOf(server(), asks)
    expect(outcomes.map(({ source }) => source)).toEqual(asks.map(() => 'none'))
    for (const { tokens, operation } of attempts) expect(tokens.out, operation).toBeGreaterThan(50)
  })
})

import { describe, expect, it } from 'vitest'
import { type Breaker, type BreakerState, untouched } from '../../pack/breaker.ts'
import { createModels } from '../../site/models.ts'
import { inUse, type SetModel } from '../../site/set-models.ts'

const now = 1_795_914_000_000
const failed: BreakerState = { ...untouched, standing: 'open', cause: 'misconfigured', since: now }

const breaker = (model: string, state = untouched, tier: '4b' | '32b' = '4b'): Breaker => ({
  ...{ endpoint: `vllm-${tier}-1`, operation: '', kind: 'service' },
  ...{ model, tier, state, version: 1 },
})

const setting = (value: string, scope: Partial<SetModel> = {}): SetModel => ({
  ...{ key: 'model', value, tier: '4b', operation: null, risk: null, share: null },
  ...scope,
})

const own = breaker('configured')
const typo = breaker('typo', failed)

async function upOf(breakers: readonly Breaker[], standing: readonly SetModel[]) {
  const models = createModels({
    breakers: { all: async () => breakers },
    settings: { standing: async () => standing },
    isServed: async () => true,
    clock: () => now,
  })
  const readiness = models.requireUp().then(
    () => 'up',
    (error: Error) => error.message,
  )
  return { up: Object.fromEntries(await models.up()), readiness: await readiness }
}

describe('a tier', () => {
  it('is down with the model that a setting for all calls names, however well its own is', async () => {
    const { up, readiness } = await upOf([own, typo], [setting('typo')])
    expect(up).toEqual({ '4b': 0 })
    expect(readiness).toContain('Models do not answer: 4b since')
  })

  it('is up with a set model of which nothing is known yet, though its own was dead', async () => {
    const { up } = await upOf([breaker('configured', failed)], [setting('new')])
    expect(up).toEqual({ '4b': 1 })
  })

  it.each<readonly [string, readonly SetModel[]]>([
    ['one operation', [setting('typo', { operation: 'gdpr.risk-plan' })]],
    ['a share of the orders', [setting('typo', { share: 10 })]],
    ['a class of risk', [setting('typo', { risk: 'high' })]],
    ['another tier', [setting('typo', { tier: '32b' })]],
    ['all but one operation', [setting('typo'), setting('', { operation: 'gdpr.risk-plan' })]],
  ])('is up while its own model is asked, too: the setting is for %s', async (_, standing) => {
    const { up } = await upOf([own, typo], standing)
    expect(up).toEqual({ '4b': 1 })
  })
})

it('of the models in use each stands once', () => {
  const large = breaker('large', untouched, '32b')
  const standing = [setting('typo', { tier: null })]
  expect(inUse([own, typo, large], standing)).toEqual([
    typo,
    { ...large, model: 'typo', version: 0 },
  ])
  expect(inUse([own, typo, large], [])).toEqual([own, typo, large])
})

import { afterEach, expect, it } from 'vitest'
import { isComplete, openShop, type Shop } from '../shop.ts'

let shop: Shop
afterEach(() => shop.close())

/** Probes every second, and a next round that is many minutes away. */
const environment = { LATE_UPGRADE_WINDOW: 'PT12H', BREAKER_QUARANTINE: 'PT20S' }

/** Orders whose first round has failed. */
async function waiting(tiers: readonly ('self-serve' | 'full')[]) {
  const bought = []
  for (const tier of tiers) {
    const order = await shop.buy(tier)
    const { nextUpdateBy } = await shop.until(order.token, ({ release }) => release !== null)
    await shop.until(order.token, (status) => status.nextUpdateBy !== nextUpdateBy)
    bought.push(order)
  }
  return bought
}

const metric = async (name: string) =>
  (await shop.site.metrics.registry.metrics()).split('\n').filter((line) => line.startsWith(name))

it('models that are back are found by a probe, and orders that wait for them go on by themselves', async () => {
  shop = await openShop({ environment })
  await shop.small.behave('500')
  await shop.large.behave('500')
  const orders = await waiting(['self-serve', 'self-serve', 'full'])
  expect(await metric('packhorse_breaker_state{')).toEqual([
    'packhorse_breaker_state{endpoint="vllm-32b-1",model="packhorse-32b-awq"} 1',
    'packhorse_breaker_state{endpoint="vllm-4b-1",model="packhorse-4b-lora"} 1',
  ])
  await shop.small.behave('up')
  await shop.large.behave('up')
  for (const { token } of orders) {
    const status = await shop.until(token, isComplete)
    expect(status.release).toMatchObject({ version: 2, degraded: false })
  }
  expect(await metric('packhorse_model_tier_up{')).toEqual([
    'packhorse_model_tier_up{tier="4b"} 1',
    'packhorse_model_tier_up{tier="32b"} 1',
  ])
})

it('what was held back while the large model was away is written by it when it is back', async () => {
  shop = await openShop({ environment })
  await shop.large.behave('away')
  const { token } = await shop.buy('full')
  const status = await shop.until(token, ({ release }) => release?.version === 2)
  expect(status.sections.map(({ writtenBy }) => writtenBy)).toContain('4b')
  await shop.large.behave('up')
  const { sections } = await shop.until(token, isComplete)
  expect(new Set(sections.map(({ writtenBy }) => writtenBy))).toEqual(new Set(['32b']))
})

import { afterAll, beforeAll, expect, it } from 'vitest'
import { readinessOf, serveProbes } from '../../clients/probes.ts'
import { everywhere, isComplete, openShop, type Shop } from '../shop.ts'

let shop: Shop
let probes: Awaited<ReturnType<typeof serveProbes>>
beforeAll(async () => {
  const environment = { LATE_UPGRADE_WINDOW: 'PT1S', BREAKER_QUARANTINE: 'PT20S' }
  shop = await openShop({ environment })
  probes = await serveProbes(0, shop.site.metrics.registry, shop.site.checks)
})
afterAll(async () => {
  await probes.close()
  await shop.close()
})

const ask = async (url: string) => (await fetch(url)).text()
const own = (path: string) => ask(`http://127.0.0.1:${probes.port}${path}`)

it('a dead model shows in the readiness of API and workers and in a metric, until it answers again', async () => {
  await shop.small.behave('away')
  await shop.until((await shop.buy()).token, isComplete)
  const seenByWorkers = JSON.parse(await own('/readyz'))
  expect(seenByWorkers).toMatchObject({ ready: true, checks: { models: 'degraded' } })
  expect(seenByWorkers.reasons.models).toMatch(
    /^Models do not answer: 4b since .* \(unreachable\)\.$/,
  )
  const seenByAll = JSON.parse(await ask(`${shop.publicUrl}/readyz`))
  expect(seenByAll).toMatchObject({ ready: true, checks: { models: 'degraded' } })
  expect(seenByAll).not.toHaveProperty('reasons')
  expect(await own('/metrics')).toContain('packhorse_model_tier_up{tier="4b"} 0')
  expect(await own('/metrics')).toMatch(/packhorse_parts_total\{.*reason="unreachable"\} [1-9]/)

  await shop.small.behave('up')
  await expect
    .poll(async () => JSON.parse(await own('/readyz')))
    .toMatchObject({ checks: { models: 'ok' }, reasons: {} })
  expect(await own('/metrics')).toContain('packhorse_model_tier_up{tier="4b"} 1')
})

it('a model that no server knows shows, too, for as long as a setting names it', async () => {
  const model = {
    by: 'Ada',
    why: 'a typing error',
    key: 'model',
    ...everywhere,
    tier: '4b',
  } as const
  await shop.site.settings.change({ ...model, value: 'nobody' })
  await shop.until((await shop.buy()).token, isComplete)
  expect(JSON.parse(await own('/readyz'))).toMatchObject({
    checks: { models: 'degraded' },
    reasons: {
      models: expect.stringMatching(
        /^Models do not answer: 4b since .*\. Settings name models that do not answer: nobody of 4b since .* \(misconfigured\)\.$/,
      ),
    },
  })
  expect(await own('/metrics')).toContain('packhorse_model_tier_up{tier="4b"} 0')
  await shop.site.settings.change({ ...model, value: null })
  expect(JSON.parse(await own('/readyz'))).toMatchObject({ checks: { models: 'ok' } })
})

it('a tier whose queue no worker serves shows, too, without a call that could fail', async () => {
  const { site, ...other } = await openShop({ workers: ['inference-4b-lora'] })
  try {
    const { ready, checks, reasons } = await readinessOf(site.checks)
    expect([ready, checks.models]).toEqual([true, 'degraded'])
    expect(reasons.models).toBe('No worker serves inference-32b-awq.')
    const metrics = await site.metrics.registry.metrics()
    expect(metrics).toContain('packhorse_model_tier_up{tier="32b"} 0')
    expect(metrics).not.toContain('packhorse_model_tier_up{tier="4b"} 0')
  } finally {
    await other.close()
  }
})

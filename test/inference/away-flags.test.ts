import {
  ErrorCode,
  OpenFeature,
  type Provider,
  type ResolutionDetails,
  StandardResolutionReasons,
} from '@openfeature/server-sdk'
import { expect, it } from 'vitest'
import { createSettings } from '../../inference/settings/flags.ts'
import { standardSettings } from '../../inference/settings/settings.ts'
import type { Target } from '../../inference/settings/snapshot.ts'

const target: Target = {
  order: 'ord_a',
  operation: 'gdpr.notice-section',
  risk: 'medium',
  tier: '4b',
}
const closed = { enabled: false, cache: false, orderHardLimit: 0.5, endpoints: ['b', 'a'] }
const never = new Promise<never>(() => {})

type Resolve = (key: string, order: string) => Promise<Partial<ResolutionDetails<unknown>>>

const sick: Record<string, Resolve> = {
  hangs: () => never,
  throws: () => Promise.reject(new Error('down')),
  'answers an error': async () => ({ errorCode: ErrorCode.GENERAL, errorMessage: 'down' }),
  'is not ready': async () => ({ errorCode: ErrorCode.PROVIDER_NOT_READY }),
  'tells what is no value': async () => ({ value: { of: 'nothing' } }),
}

/** Tells these and no other. */
function telling(values: Readonly<Record<string, unknown>>): Resolve {
  return async (key) =>
    key in values ? { value: values[key] } : { errorCode: ErrorCode.FLAG_NOT_FOUND }
}

let domains = 0

/** A provider of a firm’s own, registered as its provider is; it answers as `resolve` says. */
async function serviceThat(resolve: Resolve, wait = 20) {
  const service = { resolve }
  const evaluate = async <Value>(
    key: string,
    standard: Value,
    { targetingKey = '' }: { targetingKey?: string },
  ) =>
    ({
      value: standard,
      ...(await service.resolve(key, targetingKey)),
    }) as ResolutionDetails<Value>
  const provider: Provider = {
    metadata: { name: 'theirs' },
    resolveBooleanEvaluation: evaluate,
    resolveStringEvaluation: evaluate,
    resolveNumberEvaluation: evaluate,
    resolveObjectEvaluation: evaluate,
  }
  const domain = `service-${(domains += 1)}`
  await OpenFeature.setProviderAndWait(domain, provider)
  const told: unknown[] = []
  const stood: string[] = []
  const observe = {
    settingsUnsaid: (error: unknown) => told.push(error),
    settingStood: (key: string, value: string) => stood.push(`${key} ${value}`),
  }
  const settings = createSettings(OpenFeature.getClient(domain), observe, wait)
  return { service, settings, told, stood }
}

it.each(Object.keys(sick))('a service that %s leaves what it told last', async (how) => {
  const { service, settings, told, stood } = await serviceThat(telling(closed))
  const before = await settings(target)
  expect(before).toEqual({ ...standardSettings, ...closed })
  expect(told).toEqual([])
  service.resolve = sick[how]!
  expect(await settings({ ...target, order: 'ord_b' })).toEqual(before)
  expect(stood).toContain('enabled last')
  expect(stood).not.toContain('enabled standard')
})

it.each(Object.keys(sick))(
  'of one that %s from the first call on the standard values stand',
  async (how) => {
    const { settings, stood } = await serviceThat(sick[how]!)
    expect(await settings(target)).toEqual(standardSettings)
    expect(stood).toContain('enabled standard')
  },
)

it('what it told of another operation, risk or tier does not stand', async () => {
  const { service, settings } = await serviceThat(telling(closed))
  await settings(target)
  service.resolve = sick['throws']!
  for (const other of [{ operation: 'gdpr.briefing' }, { risk: 'high' }, { tier: '32b' as const }])
    expect(await settings({ ...target, ...other })).toEqual(standardSettings)
})

it('one key that fails leaves its own last value, and the others as they are told', async () => {
  const { service, settings } = await serviceThat(telling(closed))
  await settings(target)
  const others = telling({ ...closed, cache: true })
  service.resolve = (key, order) => (key === 'enabled' ? never : others(key, order))
  expect(await settings(target)).toEqual({ ...standardSettings, ...closed, cache: true })
})

it('a key that it no longer knows is the standard value, not the last', async () => {
  const { service, settings, told } = await serviceThat(telling(closed))
  await settings(target)
  service.resolve = telling({})
  expect(await settings(target)).toEqual(standardSettings)
  expect(told).toEqual([])
})

it('an answer that comes too late is there for the next call', async () => {
  const late = Promise.withResolvers<{ value: boolean }>()
  const others = telling({})
  const { service, settings } = await serviceThat((key, order) =>
    key === 'enabled' ? late.promise : others(key, order),
  )
  expect((await settings(target)).enabled).toBe(true)
  late.resolve({ value: false })
  service.resolve = sick['hangs']!
  expect((await settings(target)).enabled).toBe(false)
})

it('and does not replace what was asked for after it', async () => {
  const late = Promise.withResolvers<{ value: boolean }>()
  const others = telling({})
  const { service, settings } = await serviceThat((key, order) =>
    key === 'enabled' ? late.promise : others(key, order),
  )
  await settings(target)
  service.resolve = telling({ enabled: false })
  await settings(target)
  late.resolve({ value: true })
  await late.promise
  service.resolve = sick['throws']!
  expect((await settings(target)).enabled).toBe(false)
})

it('a share of the orders does not spread to the others while it is away', async () => {
  const reason = StandardResolutionReasons.SPLIT
  const { service, settings } = await serviceThat(async (key, order) =>
    key === 'model' && order === 'ord_a'
      ? { value: 'trial', reason }
      : { errorCode: ErrorCode.FLAG_NOT_FOUND },
  )
  await settings(target)
  service.resolve = sick['throws']!
  expect((await settings(target)).model).toBe('trial')
  expect((await settings({ ...target, order: 'ord_b' })).model).toBe('')
})

it('is told once while it lasts, and again when it comes back and goes', async () => {
  const { service, settings, told } = await serviceThat(telling({}))
  for (const resolve of [sick['throws']!, sick['hangs']!, telling({}), sick['throws']!]) {
    service.resolve = resolve
    await settings(target)
  }
  expect(told).toEqual([expect.any(Error), expect.any(Error)])
})

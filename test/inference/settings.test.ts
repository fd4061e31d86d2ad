import { OpenFeature } from '@openfeature/server-sdk'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createProvider, createSettings } from '../../inference/settings/flags.ts'
import {
  settingFrom,
  settingKeys,
  settingTable,
  standardSettings,
} from '../../inference/settings/settings.ts'
import {
  createSource,
  type SettingRow,
  snapshotOf,
  type Target,
} from '../../inference/settings/snapshot.ts'
import { cohortOf } from '../../pack/cohort.ts'
import type { SettingScope } from '../../pack/setting-scope.ts'

const target: Target = {
  order: 'ord_a',
  operation: 'gdpr.notice-section',
  risk: 'medium',
  tier: '4b',
}
const everything: SettingScope = { operation: null, risk: null, tier: null, share: null }

function row(key: string, value: unknown, of: Partial<SettingRow> = {}): SettingRow {
  return { ...everything, key, value, until: null, ...of }
}

let domains = 0

/** Read as the worker reads them: through OpenFeature. */
async function settingsWith(rows: readonly SettingRow[], now = 0) {
  const source = createSource({ standing: async () => rows, clock: () => now })
  await source.refresh()
  const domain = `test-${(domains += 1)}`
  await OpenFeature.setProviderAndWait(domain, createProvider(source))
  return createSettings(OpenFeature.getClient(domain), { settingsUnsaid() {}, settingStood() {} })
}

describe('a setting', () => {
  it('is what is declared until somebody sets it', async () => {
    expect(await (await settingsWith([]))(target)).toEqual(standardSettings)
  })

  it('of every kind is read as it was set', async () => {
    const set = {
      enabled: false,
      tier: '32b',
      model: 'other',
      endpoints: ['b', 'a'],
      maxTokens: 900,
      temperature: 0,
      orderHardLimit: 0.5,
    }
    const rows = Object.entries(set).map(([key, value]) => row(key, value))
    expect(await (await settingsWith(rows))(target)).toEqual({ ...standardSettings, ...set })
  })

  it('that is no value of its key leaves the standard one', async () => {
    const rows = [row('maxTokens', 'many'), row('tier', '70b'), row('enabled', 'yes')]
    expect(await (await settingsWith(rows))(target)).toEqual(standardSettings)
  })

  it('ends when it was said to', async () => {
    const rows = [row('enabled', false, { until: '1970-01-01T00:00:01.000Z' })]
    expect((await (await settingsWith(rows, 999))(target)).enabled).toBe(false)
    expect((await (await settingsWith(rows, 1_000))(target)).enabled).toBe(true)
  })

  it('of a share of the orders holds for the same orders each time', async () => {
    const settings = await settingsWith([row('model', 'canary', { share: 25 })])
    const orders = Array.from({ length: 400 }, (_, n) => `ord_${n}`)
    const models = await Promise.all(
      orders.map(async (order) => (await settings({ ...target, order })).model),
    )
    expect(models).toEqual(orders.map((order) => (cohortOf(order) < 25 ? 'canary' : '')))
    expect(models.filter(Boolean).length / orders.length).toBeCloseTo(0.25, 1)
  })

  const scope = fc.record<SettingScope>({
    operation: fc.constantFrom(null, target.operation, 'gdpr.briefing'),
    risk: fc.constantFrom(null, target.risk, 'high'),
    tier: fc.constantFrom(null, target.tier, '32b' as const),
    share: fc.constantFrom(null, 1, 99),
  })
  const fields = ['operation', 'risk', 'tier', 'share'] as const

  it('of a narrower scope goes before one of a wider, in whatever order they were set', () => {
    fc.assert(
      fc.property(fc.array(scope, { maxLength: 8 }), (scopes) => {
        const rows = scopes.map((one, n) => row('model', `m${n}`, one))
        const found = snapshotOf(rows).find('model', target, 0)
        const holding = rows.filter(
          ({ operation, risk, tier, share }) =>
            [null, target.operation].includes(operation) &&
            [null, target.risk].includes(risk) &&
            [null, target.tier].includes(tier) &&
            (share === null || cohortOf(target.order) < share),
        )
        expect(found === undefined).toBe(holding.length === 0)
        // None that holds names all that the found one names, and more.
        const isNarrower = (one: SettingScope) =>
          fields.every((it) => (found?.[it] ?? null) === null || one[it] !== null) &&
          fields.some((it) => (found?.[it] ?? null) === null && one[it] !== null)
        expect(holding.filter(isNarrower)).toEqual([])
      }),
    )
  })
})

it('a store that goes away leaves the settings that stood', async () => {
  let isAway = false
  const source = createSource({
    standing: async () => {
      if (isAway) throw new Error('away')
      return [row('enabled', false)]
    },
    clock: () => 0,
  })
  await source.refresh()
  isAway = true
  await expect(source.refresh()).rejects.toThrow('away')
  expect(source.find('enabled', target)?.value).toBe(false)
})

describe('what a person types', () => {
  it.each([
    ['enabled', 'false', false],
    ['endpoints', 'rack-2, rack-1', ['rack-2', 'rack-1']],
    ['endpoints', 'rack-2', ['rack-2']],
    ['model', 'qwen3-4b', 'qwen3-4b'],
    ['model', 'none', ''],
    ['endpoints', 'none', []],
    ['maxTokens', '900', 900],
    ['orderHardLimit', '1.50', 1.5],
  ])('%s %s is read', (key, text, value) => expect(settingFrom(key, text)).toEqual(value))

  it.each([
    ['enabled', 'yes', 'enabled cannot be “yes”: it must be true or false.'],
    [
      'maxTokens',
      '1',
      'maxTokens cannot be “1”: it must be a whole number from 64 to 16384, or 0.',
    ],
    [
      'tierHardLimit',
      '-1',
      'tierHardLimit cannot be “-1”: it must be an amount in EUR, 0 or more.',
    ],
    [
      'model',
      'two words',
      'model cannot be “two words”: it must be the name of a model, without spaces, or none.',
    ],
  ])('%s %s is refused in a sentence', (key, text, sentence) =>
    expect(() => settingFrom(key, text)).toThrow(sentence),
  )

  it('a key that is none is refused with those that are', () =>
    expect(() => settingFrom('colour', 'red')).toThrow(
      /“colour” is no setting; there are: enabled/,
    ))

  it('is every standard value too', () => {
    for (const key of settingKeys) {
      const { standard } = settingTable[key]
      const text = Array.isArray(standard) ? '[]' : String(standard)
      expect(settingFrom(key, text), key).toEqual(standard)
    }
  })
})

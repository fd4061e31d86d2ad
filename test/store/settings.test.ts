import { sql } from 'kysely'
import { beforeEach, expect, it } from 'vitest'
import { createEndedSettings } from '../../store/policy/ended-settings.ts'
import { createSettingStore, type SettingChange } from '../../store/policy/settings.ts'
import { describeOnBoth } from '../databases.ts'

describeOnBoth('setting store', (database) => {
  const store = () => createSettingStore(database().db)
  let key = ''
  beforeEach(() => {
    key = `key-${Math.random()}`
  })

  const change = (value: unknown, of: Partial<SettingChange> = {}) =>
    store().change({
      by: 'Ada',
      why: 'it was slow',
      key,
      value,
      operation: null,
      risk: null,
      tier: null,
      share: null,
      until: null,
      ...of,
    })
  const standing = async () => (await store().standing()).filter((one) => one.key === key)
  const values = async () => (await standing()).map(({ value }) => value)

  it('lets the newest change of a key and scope stand', async () => {
    await change('a')
    await change('b')
    await change('of 4b', { tier: '4b' })
    expect(await values()).toEqual(['of 4b', 'b'])
  })

  it('keeps values as they were given', async () => {
    for (const value of [false, 0, 0.25, '', 'text', ['a', 'b']]) {
      await change(value)
      expect(await values()).toEqual([value])
    }
  })

  it('takes another share of the orders for another value of the same scope', async () => {
    await change('a', { share: 10 })
    await change('b', { share: 50 })
    await change('all')
    expect(await values()).toEqual(['b', 'all'])
  })

  it('ends what was unset', async () => {
    await change('a')
    await change(null)
    expect(await standing()).toEqual([])
  })

  it('brings back what was set before when a setting runs out', async () => {
    await change('a')
    await change('b', { until: '2000-01-01T00:00:00.000Z' })
    expect(await values()).toEqual(['a'])
    await change('c', { until: '3000-01-01T00:00:00.000Z' })
    expect(await standing()).toMatchObject([{ value: 'c', until: '3000-01-01T00:00:00.000Z' }])
  })

  it('tells for what something does not hold any more, and since when', async () => {
    const past = '2000-01-01T00:00:00.000Z'
    await change(true, { tier: '4b', until: past })
    await change(true, { tier: '32b' })
    await change(false, { tier: '32b' })
    await change(true, { operation: 'gdpr.briefing' })
    await change(null, { operation: 'gdpr.briefing' })
    await change(true, { operation: 'gdpr.risk-plan' })
    const ended = await createEndedSettings(database().db)(key, true)
    expect(ended).toHaveLength(3)
    expect(ended).toEqual(
      expect.arrayContaining([
        { tier: '4b', operation: null, at: past },
        { tier: '32b', operation: null, at: expect.stringMatching(/^20\d\d-/) },
        { tier: null, operation: 'gdpr.briefing', at: expect.stringMatching(/^20\d\d-/) },
      ]),
    )
  })

  it('remembers every change with who made it and why, the newest first', async () => {
    await change('a')
    await change(null, { by: 'Grace', why: 'it is well again' })
    expect(await store().history(key, 10)).toMatchObject([
      { by: 'Grace', why: 'it is well again', value: null },
      { by: 'Ada', why: 'it was slow', value: 'a' },
    ])
    expect(await store().history(null, 1)).toMatchObject([{ by: 'Grace' }])
  })

  it.each([
    ['changed', sql`update setting_changes set why = ''`],
    ['taken out', sql`delete from setting_changes`],
    ['taken out at once', sql`truncate setting_changes`],
  ])('lets nothing be %s afterwards', async (_, query) => {
    await change('a')
    await expect(query.execute(database().db)).rejects.toThrow(/only ever added to/)
    expect(await values()).toEqual(['a'])
  })
})

import { afterEach, expect, it } from 'vitest'
import type { SettingChange } from '../../store/policy/settings.ts'
import { everywhere, isComplete, openShop, type Shop } from '../shop.ts'

let shop: Shop
afterEach(() => shop.close())

/** Longer than the settings may be old. */
const renewed = 1_500

async function change(key: string, value: unknown, of: Partial<SettingChange> = {}) {
  const what = { by: 'Ada', why: 'a test', key, value }
  await shop.site.settings.change({ ...what, ...everywhere, ...of })
  await new Promise((resolve) => setTimeout(resolve, renewed))
}

it('an operation is switched off and on again while the workers run', async () => {
  shop = await openShop({ environment: { LATE_UPGRADE_WINDOW: 'PT30S' } })
  await change('enabled', false, { operation: 'gdpr.notice-section' })
  const { token } = await shop.buy()
  const without = await shop.until(token, ({ release }) => release?.version === 2)
  const notice = without.sections.find(({ id }) => id === 'notice-section')
  expect(notice).toMatchObject({ source: 'static', reason: 'not-routed', canImprove: true })
  expect(notice?.message).toContain('switched off at the moment')
  expect(without.sections.filter(({ source }) => source === 'model')).toHaveLength(2)
  await change('enabled', null, { operation: 'gdpr.notice-section' })
  const status = await shop.until(token, isComplete)
  expect(status.sections.map(({ source }) => source)).toEqual(Array(3).fill('model'))
})

it('with capacity to spare the larger model writes what the smaller one could not', async () => {
  shop = await openShop()
  await change('spareCapacity', true)
  await shop.small.behave('garbage')
  const { token } = await shop.buy()
  const status = await shop.until(token, isComplete)
  for (const section of status.sections)
    expect(section).toMatchObject({ source: 'model', writtenBy: '32b' })
})

it('what the smaller model could not write stays so when nobody has capacity to spare', async () => {
  shop = await openShop({
    workers: ['orders', 'assembly', 'inference-4b-lora'],
    environment: { INFERENCE_32B_TIMEOUTS: '1,4,8', LATE_UPGRADE_WINDOW: 'PT12H' },
  })
  await change('spareCapacity', true)
  await shop.small.behave('garbage')
  const { token } = await shop.buy()
  const { sections } = await shop.until(token, isComplete)
  expect(new Set(sections.map(({ reason }) => reason))).toEqual(new Set(['invalid']))
})

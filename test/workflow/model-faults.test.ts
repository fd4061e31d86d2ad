import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Mode } from '../../dev/stand-in-model/behaviour.ts'
import { hasty, isComplete, openShop, type Shop } from '../shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ environment: hasty })
})
afterAll(() => shop.close())

const behave = async (mode: Mode) => {
  await shop.small.behave(mode)
  await shop.large.behave(mode)
}

describe('a paid order is delivered', () => {
  it('tailored in a second release when the model is up', async () => {
    await behave('up')
    const { token } = await shop.buy()
    const status = await shop.until(token, isComplete)
    expect(status.releases.map(({ version, degraded }) => [version, degraded])).toEqual([
      [2, false],
      [1, true],
    ])
    expect(status.sections.map(({ source }) => source)).toEqual(['model', 'model', 'model'])
  })

  it.each([
    ['away', 'unreachable'],
    ['hung', 'timeout'],
    ['hung-after-headers', 'timeout'],
    ['503', 'overloaded'],
    ['500', 'server'],
    ['garbage', 'invalid'],
    ['garbage-words', 'invalid'],
    ['refusing', 'refused'],
    ['truncated', 'truncated'],
  ] as const)('with standard text and its reason when the model is %s', async (mode, reason) => {
    await behave(mode)
    const { token } = await shop.buy()
    const status = await shop.until(token, isComplete)
    expect(status.releases.map(({ version, degraded }) => [version, degraded])).toEqual([[1, true]])
    for (const section of status.sections)
      expect(section).toMatchObject({ source: 'static', reason, canImprove: false })
  })

  it('and tailored later when the model comes back inside the late window', async () => {
    await behave('away')
    const { token } = await shop.buy()
    const { nextUpdateBy: firstDue } = await shop.until(token, ({ release }) => release !== null)
    await shop.until(token, ({ nextUpdateBy }) => nextUpdateBy !== firstDue)
    await behave('up')
    const status = await shop.until(token, isComplete)
    expect(status.release).toMatchObject({ version: 2, degraded: false })
  })
})

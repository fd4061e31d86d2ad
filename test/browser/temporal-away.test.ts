import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type Shop } from '../shop.ts'
import { soon } from '../soon.ts'
import { chromiumMissing, inChromium, launchChromium } from './chromium.ts'

describe.skipIf(chromiumMissing)(`with Temporal away, ${inChromium}`, () => {
  let browser: Browser
  let shop: Shop

  beforeAll(async () => {
    shop = await openShop({ workers: [], environment: { TEMPORAL_ADDRESS: '127.0.0.1:1' } })
    browser = await launchChromium()
  })

  afterAll(async () => {
    await browser?.close()
    await shop?.close()
  })

  it.each([true, false])('the page offers the pack by itself (JavaScript: %j)', async (script) => {
    const { token } = await shop.buy()
    const page = await (await browser.newContext({ javaScriptEnabled: script })).newPage()
    await page.goto(`${shop.publicUrl}/orders/${token}`)
    const link = page.getByRole('link', { name: 'Download your pack' })
    await link.waitFor(soon)
    const download = page.waitForEvent('download')
    await link.click()
    const file = await readFile(await (await download).path())
    expect(file.subarray(0, 2).toString()).toBe('PK')
  })

  it('the page asks by itself where a proxy lets no event through', async () => {
    const { token, url } = await shop.order()
    const page = await browser.newPage()
    await page.route('**/events', () => {})
    await page.goto(`${shop.publicUrl}/orders/${token}`)
    await shop.buyer.pay(url)
    const link = page.getByRole('link', { name: 'Download your pack' })
    await link.waitFor(soon)
    expect(await link.isVisible()).toBe(true)
  })
})

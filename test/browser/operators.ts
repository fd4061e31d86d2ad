import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { isComplete, openShop } from '../shop.ts'
import { launchChromium } from './chromium.ts'

/** A shop with an order that is complete, and an operator who signed in by the keyboard, without JavaScript. */
export async function openOperators() {
  const shop = await openShop({ environment: { OPS_TOKENS: 'ada:operator:token-of-ada' } })
  const { token, order: bought } = await shop.buy()
  await shop.until(token, isComplete)
  const browser = await launchChromium()
  const known = await browser.newContext({ javaScriptEnabled: false, reducedMotion: 'reduce' })
  const page = await known.newPage()
  await page.goto(`${shop.publicUrl}/ops/login`)
  await page.getByLabel('Your token').focus()
  await page.keyboard.type('token-of-ada')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/ops/orders')

  /** With JavaScript on, which axe-core is. */
  const scripted = async () =>
    (await browser.newContext({ storageState: await known.storageState() })).newPage()

  async function violationsOf(seen: Page) {
    const { violations } = await new AxeBuilder({ page: seen }).analyze()
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  }

  async function violationsAt(url: string) {
    const seen = await scripted()
    await seen.goto(url)
    const found = await violationsOf(seen)
    await seen.context().close()
    return found
  }

  /** In both dresses, and whether it is wider than a narrow screen. */
  async function faultsOf(seen: Page) {
    const found: string[] = []
    for (const colorScheme of ['light', 'dark'] as const) {
      await seen.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      found.push(...(await violationsOf(seen)))
    }
    await seen.setViewportSize({ width: 320, height: 640 })
    const width = Number(await seen.evaluate('document.documentElement.scrollWidth'))
    return width > 320 ? [...found, `${width} pixels wide`] : found
  }

  async function close() {
    await browser.close()
    await shop.close()
  }

  return { shop, bought, browser, known, page, scripted, violationsAt, faultsOf, close }
}

export type Operators = Awaited<ReturnType<typeof openOperators>>

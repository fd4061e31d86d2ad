import { AxeBuilder } from '@axe-core/playwright'
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
  async function violationsAt(url: string) {
    const scripted = await browser.newContext({ storageState: await known.storageState() })
    const seen = await scripted.newPage()
    await seen.goto(url)
    const { violations } = await new AxeBuilder({ page: seen }).analyze()
    await scripted.close()
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  }

  async function close() {
    await browser.close()
    await shop.close()
  }

  return { shop, bought, browser, known, page, violationsAt, close }
}

export type Operators = Awaited<ReturnType<typeof openOperators>>

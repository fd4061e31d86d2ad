import { setTimeout as sleep } from 'node:timers/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isComplete, openShop, type Shop } from '../shop.ts'
import { chromiumMissing, inChromium, launchChromium } from './chromium.ts'

describe.skipIf(chromiumMissing)(`a reviewer ${inChromium}`, () => {
  let shop: Shop
  let browser: Browser
  let page: Page
  let bought: { readonly order: string; readonly token: string }

  beforeAll(async () => {
    shop = await openShop({ environment: { OPS_TOKENS: 'eve:reviewer:token-of-eve' } })
    const scope = { operation: 'gdpr.notice-section', risk: null, tier: null, share: null }
    const all = { key: 'review', value: 'all', until: null, by: 'test', why: 'test' }
    await shop.site.settings.change({ ...scope, ...all })
    await sleep(1_500)
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await shop?.close()
  })
  beforeEach(async () => {
    bought = await shop.buy()
    await shop.until(bought.token, ({ attention }) => attention === 'review')
  })
  afterEach(() => page.context().close())

  /** Signs in, with the keyboard alone. */
  async function signIn(options: BrowserContextOptions = {}) {
    page = await (await browser.newContext(options)).newPage()
    await page.goto(`${shop.publicUrl}/ops/reviews`)
    await page.getByLabel('Your token').focus()
    await page.keyboard.type('token-of-eve')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/ops/orders')
    await page.goto(`${shop.publicUrl}/ops/reviews`)
  }

  async function violations(): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page }).analyze()
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  }

  const noticeOf = async () => {
    const { sections } = await shop.until(bought.token, isComplete)
    return sections.find(({ id }) => id === 'notice-section')
  }

  it('approves by one key, and is back at what waits', async () => {
    await signIn({ reducedMotion: 'reduce' })
    expect(await violations()).toEqual([])
    await page.keyboard.press('n')
    await page.getByRole('heading', { level: 1, name: /customers’ data/ }).waitFor()
    expect(await violations()).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await violations()).toEqual([])
    await page.keyboard.press('j')
    expect(await page.evaluate('document.activeElement.className')).toBe('review-text')
    await page.keyboard.press('a')
    await page.getByRole('status').getByText('approved').waitFor()
    expect(await noticeOf()).toMatchObject({ source: 'reviewed' })
  })

  it('is told what is wrong with their words, keeps them, and mends them', async () => {
    await signIn()
    await page.keyboard.press('n')
    const box = page.locator('textarea').first()
    await box.waitFor()
    await page.keyboard.press('e')
    await page.keyboard.press('End')
    await page.keyboard.type(' Our lawyers guarantee that we comply with every law.')
    await page.keyboard.press('Escape')
    await page.keyboard.press('e')
    await page.getByRole('alert').getByText('do not pass our checks').waitFor()
    expect(await violations()).toEqual([])
    expect(await box.inputValue()).toContain('Our lawyers guarantee')
    const raw = (await box.inputValue()).replace(/ Our lawyers guarantee[^.]*\./, '')
    await box.fill(`${raw} We are glad to answer what this notice leaves open.`)
    await page.keyboard.press('Escape')
    await page.keyboard.press('e')
    await page.getByRole('status').getByText('edited').waitFor()
    expect(await noticeOf()).toMatchObject({ source: 'reviewed' })
  })

  it('is told when somebody else has decided about the text that is open', async () => {
    await signIn()
    await page.keyboard.press('n')
    await page.getByRole('button', { name: 'Approve' }).waitFor()
    const other = await page.context().newPage()
    await other.goto(page.url())
    await other.keyboard.press('r')
    await other.getByRole('status').getByText('rejected').waitFor()
    await page.getByText('This page has changed since you opened it').waitFor()
    await page.getByRole('link', { name: 'Show it as it is now' }).click()
    await page.getByRole('heading', { name: 'Not to be read' }).waitFor()
    await page.getByRole('link', { name: 'To the room: reviews' }).click()
    await page.getByRole('heading', { level: 1 }).waitFor()
  })

  it('rejects without JavaScript, on a narrow screen', async () => {
    await signIn({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } })
    await page.getByRole('link', { name: 'Read the next one' }).click()
    await page.getByLabel('Note for the record').fill('reads like an advert')
    await page.getByRole('button', { name: 'Reject' }).click()
    await page.getByRole('status').getByText('rejected').waitFor()
    expect(await noticeOf()).toMatchObject({ source: 'static', reason: 'invalid' })
  })

  it('has nothing that is wider than a narrow screen', async () => {
    await signIn({ viewport: { width: 320, height: 640 } })
    const width = () => page.evaluate('document.documentElement.scrollWidth')
    expect(await width()).toBeLessThanOrEqual(320)
    await page.getByRole('link', { name: 'Read the next one' }).click()
    await page.getByRole('button', { name: 'Approve' }).waitFor()
    expect(await width()).toBeLessThanOrEqual(320)
  })
})

import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { chromiumMissing, inChromium, launchChromium } from './chromium.ts'
import { openSituations, type Situation, situations } from './situations.ts'

const paths = [
  '/',
  '/packs/gdpr',
  '/checkout/cancelled',
  '/orders/nobody',
  '/imprint',
  '/privacy',
  '/terms',
  '/recover',
  '/recover/sent',
  ...situations,
]

describe.skipIf(chromiumMissing)(`the pages ${inChromium}`, () => {
  let browser: Browser
  let shops: Awaited<ReturnType<typeof openSituations>>
  let page: Page
  const complaints: string[] = []

  beforeAll(async () => {
    shops = await openSituations()
    browser = await launchChromium()
  })

  afterAll(async () => {
    await browser?.close()
    await shops?.close()
  })

  afterEach(async () => {
    await page.context().close()
    const found = complaints.splice(0)
    if (found.length > 0) throw new Error(found.join('\n'))
  })

  /** A page of its own; script errors and broken content policies are collected as complaints. */
  async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext(options)
    page = await context.newPage()
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (line) => {
      if (line.text().includes('Content Security Policy')) complaints.push(line.text())
    })
    await page.goto(path.startsWith('/') ? shops.shop.publicUrl + path : urlOf(path))
    return page
  }

  const urlOf = (name: string) => shops.orders[name as Situation].url

  async function violations(): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page }).analyze()
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  }

  it.each(paths)('%s has no axe-core violation, in light and in dark', async (path) => {
    // Colours that are still on their way to dark would be measured as too faint.
    await open(path, { reducedMotion: 'reduce' })
    expect(await violations()).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await violations()).toEqual([])
  })

  it.each(paths)('%s fits a screen 320 pixels wide', async (path) => {
    await open(path, { viewport: { width: 320, height: 640 } })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
  })

  it('copies the link of an order’s page, which is there without JavaScript, too', async () => {
    await open('complete', { permissions: ['clipboard-read', 'clipboard-write'] })
    await page.getByRole('button', { name: 'Copy' }).click()
    // The browser copies in its own time.
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(urlOf('complete'))
    await page.context().close()
    await open('complete', { javaScriptEnabled: false })
    expect(await page.getByRole('textbox').inputValue()).toBe(urlOf('complete'))
    expect(await page.getByRole('button', { name: 'Copy' }).isVisible()).toBe(false)
  })

  it('sends lost links without JavaScript, and says what is wrong with an address', async () => {
    await open('/recover', { javaScriptEnabled: false })
    await page.getByLabel('Your e-mail').fill('nobody@firm')
    await page.getByRole('button', { name: 'Send me the links' }).click()
    expect(await page.locator('#email-error').innerText()).toMatch('such as anna@example.com')
    await page.getByLabel('Your e-mail').fill('nobody@firm.example')
    await page.getByRole('button', { name: 'Send me the links' }).click()
    expect(page.url()).toBe(`${shops.shop.publicUrl}/recover/sent`)
  })

  it('asks a question only when its condition holds', async () => {
    await open('/packs/gdpr')
    const state = page.getByLabel('EU or EEA state')
    expect(await state.isVisible()).toBe(false)
    await page.getByLabel('EU or EEA only', { exact: true }).check()
    expect(await state.isVisible()).toBe(true)
    await page.getByLabel('United Kingdom only', { exact: true }).check()
    expect(await state.isVisible()).toBe(false)
  })

  it('offers the rows of a list one by one, up to the most there may be', async () => {
    await open('/packs/gdpr')
    const rows = page.locator('#systems\\.0\\.name').locator('xpath=ancestor::*[@data-rows]')
    const add = rows.getByRole('button', { name: 'Add another' })
    expect(await rows.locator('[data-row]:visible').count()).toBe(1)
    await add.press('Enter')
    expect(await page.evaluate('document.activeElement.name')).toBe('systems.1.name')
    for (let row = 3; row <= 12; row += 1) await add.click()
    expect(await rows.locator('[data-row]:visible').count()).toBe(12)
    expect(await add.isVisible()).toBe(false)
  })

  it('shows every question and room for every row without JavaScript', async () => {
    await open('/packs/gdpr', { javaScriptEnabled: false })
    expect(await page.getByLabel('EU or EEA state').isVisible()).toBe(true)
    expect(await page.getByText('Only if you answered').first().isVisible()).toBe(true)
    await page.getByText('Room for more').first().click()
    expect(await page.locator('[name="systems.11.name"]').isVisible()).toBe(true)
  })

  it('leads from a refused form to the answers that need care, and keeps the rest', async () => {
    await open('/packs/gdpr')
    await page.getByLabel('Legal name').fill('Łódź & Söhne "Ltd"')
    await page.evaluate('document.forms[0].noValidate = true')
    await page.getByRole('button', { name: 'Go to payment' }).click()
    await page.locator('#problems:focus').waitFor()
    expect(await violations()).toEqual([])
    await page.getByRole('link', { name: /^Address: / }).press('Enter')
    await page.locator('#company\\.address:focus').waitFor()
    await page.keyboard.type('1 High Street')
    expect(await page.locator('#company\\.address').inputValue()).toBe('1 High Street')
    expect(await page.getByLabel('Legal name').inputValue()).toBe('Łódź & Söhne "Ltd"')
  })

  it.each([true, false])(
    'each mistake in the list leads to its control (JavaScript: %j)',
    async (javaScriptEnabled) => {
      await open('/packs/gdpr', { javaScriptEnabled })
      for (const [name, value] of [
        ['place.where', 'both'],
        ['use.purposes', 'staff'],
      ])
        await page.locator(`[name="${name}"][value=${value}]`).check()
      for (const name of ['privacy.dpo', 'transfers.outside', 'use.automated', 'use.processor'])
        await page.locator(`[name="${name}"][value=yes]`).check()
      await page.locator('[name="systems.0.name"]').fill('Xero')
      await page.locator('input[name=consent]').first().check()
      await page.getByRole('button', { name: 'Go to payment' }).click()
      const links = page.locator('#problems a')
      const sentences = await links.allInnerTexts()
      expect(sentences.length).toBeGreaterThan(35)
      for (const part of [
        'Data protection officer',
        'Transfers',
        'No. 1, Vendor',
        'Years',
        'Before you pay',
      ])
        expect(sentences.join('\n')).toContain(part)
      const reached: (string | null)[] = []
      for (const link of await links.all()) {
        await link.press('Enter')
        reached.push(await page.locator('#questionnaire :focus').first().getAttribute('name'))
      }
      const inOrder = await page
        .locator('#questionnaire [name]')
        .evaluateAll((all) => all.map((one) => one.getAttribute('name')))
      const places = reached.map((name) => inOrder.indexOf(name))
      expect(places).toEqual([...places].sort((a, b) => a - b))
      expect(places).not.toContain(-1)
      expect(new Set(reached).size).toBe(reached.length)
      expect(await page.locator('#consent').getAttribute('value')).toBe('delivery')
    },
  )

  it('leads past the header by keyboard', async () => {
    await open('/')
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.closest("main") !== null')).toBe(true)
  })

  it.each(situations)('every link leads somewhere: %s', async (name) => {
    await open(name)
    const links = page.locator('a[href]:not([href^="#"])')
    const hrefs = await links.evaluateAll((all) => all.map((one) => one.getAttribute('href')))
    expect(hrefs).toContain('/')
    for (const [at, href] of hrefs.entries()) {
      await page.goto(urlOf(name))
      expect([href, await follow(links.nth(at))]).toEqual([href, 'found'])
    }
  })

  /** Clicks a link. @returns what came of it: `found`, a status, or why a download failed */
  async function follow(link: Locator): Promise<string> {
    if ((await link.getAttribute('download')) !== null) {
      const download = page.waitForEvent('download')
      await link.click()
      return (await (await download).failure()) ?? 'found'
    }
    const answer = page.waitForResponse((one) => one.request().isNavigationRequest())
    await link.click()
    const status = (await answer).status()
    return status < 400 ? 'found' : String(status)
  }

  it('follows an order live to its end without a reload, and keeps the focus', async () => {
    const { shop } = shops
    const { token, url } = await shop.order()
    await open(`/orders/${token}`)
    await page.evaluate('window.stayed = true')
    await shop.small.behave({ mode: 'slow', latency: 1_000 })
    await shop.buyer.pay(url)
    await page.getByRole('link', { name: 'Download your pack' }).focus()
    await page.getByRole('heading', { name: 'Your pack is finished' }).waitFor()
    await shop.small.behave('up')
    expect(await page.title()).toContain('Your pack is finished')
    expect(await page.evaluate('document.activeElement.id')).toBe('download')
    expect(await page.evaluate('window.stayed')).toBe(true)
    expect(await page.locator('[data-events]').count()).toBe(0)
  })
})

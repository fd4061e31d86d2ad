import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isComplete, openShop, type Shop } from '../shop.ts'
import { chromiumMissing, inChromium, launchChromium } from './chromium.ts'

const rooms = ['orders', 'batches', 'reviews', 'models', 'money', 'settings', 'incidents', 'log']

describe.skipIf(chromiumMissing)(`the operator’s room ${inChromium}`, () => {
  let shop: Shop
  let browser: Browser
  let known: BrowserContext
  let page: Page
  let bought: string

  beforeAll(async () => {
    shop = await openShop({ environment: { OPS_TOKENS: 'ada:operator:token-of-ada' } })
    const { token, order } = await shop.buy()
    bought = order
    await shop.until(token, isComplete)
    browser = await launchChromium()
    known = await browser.newContext({ javaScriptEnabled: false, reducedMotion: 'reduce' })
    page = await known.newPage()
    await page.goto(`${shop.publicUrl}/ops/login`)
    await page.getByLabel('Your token').focus()
    await page.keyboard.type('token-of-ada')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/ops/orders')
  })
  afterAll(async () => {
    await browser?.close()
    await shop?.close()
  })

  /** With JavaScript on, which axe-core is. */
  async function violationsAt(url: string) {
    const scripted = await browser.newContext({ storageState: await known.storageState() })
    const seen = await scripted.newPage()
    await seen.goto(url)
    const { violations } = await new AxeBuilder({ page: seen }).analyze()
    await scripted.close()
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  }

  it.each(rooms)('/ops/%s has no axe-core violation, and fits a narrow screen', async (room) => {
    const scripted = await browser.newContext({ storageState: await known.storageState() })
    const seen = await scripted.newPage()
    await seen.goto(`${shop.publicUrl}/ops/${room}`)
    for (const colorScheme of ['light', 'dark'] as const) {
      await seen.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const { violations } = await new AxeBuilder({ page: seen }).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    }
    await seen.setViewportSize({ width: 320, height: 640 })
    expect(await seen.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
    await scripted.close()
  })

  it('turns safe mode on and off by the keyboard alone, without JavaScript', async () => {
    await page.goto(`${shop.publicUrl}/ops/settings`)
    const safe = page.getByRole('article', { name: /Safe mode/ })
    await safe.getByLabel('Why').focus()
    await page.keyboard.type('the model writes nonsense')
    for (let tabs = 0; tabs < 3; tabs += 1) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('status').getByText('turned on').waitFor()
    await safe.getByText('everywhere, by ada: the model writes nonsense').waitFor()
    await safe.getByLabel('Why').fill('mended')
    await safe.getByRole('button', { name: 'Turn it off' }).press('Enter')
    await page.getByRole('status').getByText('turned off').waitFor()
    await page.goto(`${shop.publicUrl}/ops/log`)
    await page.getByRole('cell', { name: 'mended' }).waitFor()
  })

  it('does one thing to many orders: counts them, then starts, and tells what came of it', async () => {
    await page.goto(`${shop.publicUrl}/ops/batches`)
    await page.getByLabel('What').selectOption('rebuild')
    await page.getByLabel('Numbers of orders').fill(`${bought}\n`)
    await page.getByLabel('Why').fill('a disk was replaced')
    await page.getByRole('button', { name: 'Count them' }).press('Enter')
    await page.getByText('0 of 1 order through, 1 to go').waitFor()
    await page.getByLabel('Why').fill('a disk was replaced')
    await page.getByRole('button', { name: 'Start' }).press('Enter')
    await expect
      .poll(() => page.reload().then(() => page.content()), { timeout: 20_000 })
      .toMatch(/files? (is|are) whole/)
    expect(await violationsAt(page.url())).toEqual([])
  })

  it('keeps a page up to date, and takes nothing from under the hands of who types', async () => {
    const scripted = await browser.newContext({ storageState: await known.storageState() })
    const seen = await scripted.newPage()
    await seen.goto(`${shop.publicUrl}/ops/batches`)
    const make = async (why: string) =>
      shop.site.batches.make({ act: 'resend', by: 'ada', why }, [bought])
    // The stream has to know the page before it can tell what is new, so the first may be missed.
    await expect
      .poll(
        async () => {
          await make('the first night')
          return seen.getByText('the first night').first().isVisible()
        },
        { timeout: 30_000, interval: 6_000 },
      )
      .toBe(true)
    await seen.getByLabel('Why').fill('half a sentence')
    await make('the second night')
    await seen.getByText('This page has changed since you opened it').waitFor({ timeout: 20_000 })
    expect(await seen.getByLabel('Why').inputValue()).toBe('half a sentence')
    await seen.getByRole('link', { name: 'Show it as it is now' }).click()
    await seen.getByText('the second night').waitFor()
    await scripted.close()
  })

  it('shows one order: its versions, its letters, and what was tried for each text', async () => {
    await page.goto(`${shop.publicUrl}/ops/orders?find=${bought}`)
    await page.getByRole('link', { name: bought }).press('Enter')
    await page.getByRole('heading', { name: 'Versions of its pack' }).waitFor()
    const versions = page.getByRole('region', { name: 'Versions of its pack' })
    expect(await versions.getByRole('row').count()).toBeGreaterThanOrEqual(3)
    await page.getByRole('region', { name: 'Letters' }).getByText('sent').first().waitFor()
    const text = page.locator('details', { hasText: 'risk-plan' }).first()
    await text.locator('summary').press('Enter')
    await text
      .getByText(/round 1, (4b|32b): model/)
      .first()
      .waitFor()
    expect(await violationsAt(page.url())).toEqual([])
  })

  it('shows what is left of an order, so that it adds up', async () => {
    await page.goto(`${shop.publicUrl}/ops/orders/${bought}`)
    const money = page.getByRole('region', { name: 'Money' })
    const figures = (await money.getByRole('cell').allTextContents()).map((text) =>
      Math.round(Number(text.replace('−', '-').replace(/[€,]/g, '')) * 1_000_000),
    )
    const left = figures.pop()
    expect(figures[0]).toBe(79_000_000)
    expect(figures.reduce((sum, figure) => sum + figure, 0)).toBe(left)
  })

  it('shows the margins of each day, and takes a review of the prices by the keyboard', async () => {
    const costing = (price: number) =>
      shop.site.prices.seen([{ name: 'rack-9', pricePerMTok: { in: price, out: 1 } }])
    await costing(0.1)
    await costing(0.2)
    await page.goto(`${shop.publicUrl}/ops/money?days=7`)
    await page.getByRole('img', { name: /^Left a day since 20\d\d-/ }).waitFor()
    await page.getByText('By day', { exact: true }).press('Enter')
    const days = page.getByRole('region', { name: 'Margins by day' })
    expect(await days.getByRole('row').count()).toBe(2)
    expect(await violationsAt(page.url())).toEqual([])
    await page.getByText('€0.1 → €0.2').waitFor()
    await page.getByLabel('Why our prices stay').focus()
    await page.keyboard.type('one cent more of ten euros')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('status').getByText('The prices were reviewed.').waitFor()
    expect(await page.getByText('€0.1 → €0.2').count()).toBe(0)
    await page.getByText('not due').press('Enter')
    await page.getByRole('heading', { name: 'What orders took' }).waitFor()
  })

  it('opens an incident, tells its story and ends it', async () => {
    await page.goto(`${shop.publicUrl}/ops/incidents`)
    await page.getByLabel('Kind').selectOption('leak')
    await page.getByLabel('What happened, in one line').fill('A pack names another firm')
    await page.getByLabel('Minutes since it began').fill('5')
    await page.getByRole('button', { name: 'Open it' }).press('Enter')
    await page.getByRole('heading', { name: 'A pack names another firm open' }).waitFor()
    await page.getByText('Within 72 hours').waitFor()
    expect(await violationsAt(page.url())).toEqual([])
    await page.getByLabel('What we learned').fill('one prompt held two orders')
    await page.getByRole('button', { name: 'End it' }).press('Enter')
    await page.getByRole('heading', { name: 'A pack names another firm over' }).waitFor()
    expect(await page.getByText('Within 72 hours').count()).toBe(0)
  })

  it('writes to whom an incident concerns, by the keyboard alone, after a look at the letter', async () => {
    await page.goto(`${shop.publicUrl}/ops/incidents`)
    await page.getByLabel('Kind').selectOption('money')
    await page.getByLabel('What happened, in one line').fill('The tax was charged twice')
    await page.getByLabel('Minutes since it began').fill('30')
    await page.getByRole('button', { name: 'Open it' }).press('Enter')
    await page.getByText('1 in all: 0 told, 1 not told yet.').waitFor()
    await page.getByText('Not told yet: 1').press('Enter')
    const leaveOut = page.getByRole('checkbox', { name: `Leave out ${bought}` })
    await leaveOut.press('Space')
    expect(await leaveOut.isChecked()).toBe(true)
    await leaveOut.press('Space')
    await page.getByLabel('A paragraph of your own').focus()
    await page.keyboard.type('Tax was charged twice on some invoices.')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'The letter, before it goes' }).waitFor()
    const letter = page.getByRole('region', { name: 'The letter' })
    await letter.getByText('Tax was charged twice on some invoices.').waitFor()
    await page.getByLabel('Why').focus()
    await page.keyboard.type('they shall know')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('status').getByText('1 of 1 orders written to.').waitFor()
    await page.getByText('1 in all: 1 told, 0 not told yet.').waitFor()
    expect(await violationsAt(page.url().replace('/letters', ''))).toEqual([])
    await page.goto(`${shop.publicUrl}/ops/orders/${bought}`)
    await page.getByRole('region', { name: 'Letters' }).getByText('incident').waitFor()
  })

  it('shows the letter of a leak, by itself as a mail program would', async () => {
    await page.goto(`${shop.publicUrl}/ops/incidents`)
    await page.getByLabel('Kind').selectOption('leak')
    await page.getByLabel('What happened, in one line').fill('A pack names another firm')
    await page.getByRole('button', { name: 'Open it' }).press('Enter')
    await page.getByText('This letter is not the notice that the law may ask for').waitFor()
    const incident = page.url()
    await page.getByLabel('These orders').selectOption('got')
    await page.getByLabel('The orders, by their numbers').fill(bought)
    await page.getByRole('button', { name: 'See the letter' }).press('Enter')
    await page.getByText('Delete every version of the pack').waitFor()
    const opened = known.waitForEvent('page')
    await page.getByRole('button', { name: 'As a mail program shows it' }).press('Enter')
    const mail = await opened
    await mail.getByRole('heading', { name: 'Your pack held data of another customer' }).waitFor()
    const paper = await mail.locator('.paper').evaluate('(one) => getComputedStyle(one).maxWidth')
    expect(paper).toBe('560px')
    await mail.close()
    await page.goto(incident)
    await page.getByLabel('What we learned').fill('one prompt held two orders')
    await page.getByRole('button', { name: 'End it' }).press('Enter')
    await page.getByRole('heading', { name: 'A pack names another firm over' }).waitFor()
  })

  it('shows a letter before it goes without an axe-core violation, on a narrow screen too', async () => {
    const scripted = await browser.newContext({ storageState: await known.storageState() })
    const seen = await scripted.newPage()
    await seen.goto(`${shop.publicUrl}/ops/incidents`)
    await seen.getByRole('link', { name: 'The tax was charged twice' }).click()
    await seen.getByLabel('Only these orders, by their numbers').fill(bought)
    await seen.getByRole('button', { name: 'See the letter' }).click()
    await seen.getByRole('heading', { name: 'The letter, before it goes' }).waitFor()
    for (const colorScheme of ['light', 'dark'] as const) {
      await seen.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const { violations } = await new AxeBuilder({ page: seen }).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    }
    await seen.setViewportSize({ width: 320, height: 640 })
    expect(await seen.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
    await scripted.close()
  })

  it('holds a model back and lets it go', async () => {
    await page.goto(`${shop.publicUrl}/ops/models`)
    const model = page.getByRole('article', { name: /packhorse-4b-lora/ })
    await model.getByText('Act').click()
    await model.getByLabel('Why').fill('it is sick')
    await model.getByRole('button', { name: 'Hold its calls back' }).click()
    await model.getByText('Forced open by ada').waitFor()
    await model.getByText('Act').click()
    await model.getByLabel('Why').fill('it is well')
    await model.getByRole('button', { name: 'Leave it to itself' }).click()
    await page.getByRole('status').getByText('left to itself').waitFor()
  })
})

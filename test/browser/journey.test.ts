import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type Shop } from '../shop.ts'
import { chromiumMissing, inChromium, launchChromium } from './chromium.ts'

const sample = join(import.meta.dirname, '..', '..', 'dev', 'samples', 'gdpr.json')

describe.skipIf(chromiumMissing)(`a customer ${inChromium}`, () => {
  let browser: Browser
  let shop: Shop

  beforeAll(async () => {
    shop = await openShop()
    browser = await launchChromium()
  })

  afterAll(async () => {
    await browser?.close()
    await shop?.close()
  })

  const visit = async (options: BrowserContextOptions = {}) => {
    const page = await (await browser.newContext(options)).newPage()
    await page.goto(shop.publicUrl)
    await page.getByRole('link', { name: 'Answer the questions' }).click()
    return page
  }

  it('answers, pays, watches the pack improve and downloads it', async () => {
    const page = await visit()
    await answer(page)
    await page.getByRole('button', { name: 'Go to payment' }).click()
    await page.getByRole('button', { name: 'Pay by card' }).click()
    await page.waitForURL('**/orders/*')
    await page.locator('#sections').getByText('Tailored to your answers').first().waitFor()
    const download = page.waitForEvent('download')
    await page
      .getByRole('link', { name: /download/i })
      .first()
      .click()
    const file = await readFile(await (await download).path())
    expect(file.subarray(0, 2).toString()).toBe('PK')
    expect((await download).suggestedFilename()).toMatch(/^gdpr-pack-v\d\.zip$/)
  })

  it('does the same without JavaScript', async () => {
    const page = await visit({ javaScriptEnabled: false })
    await answer(page)
    await page.getByRole('button', { name: 'Go to payment' }).click()
    await page.getByRole('button', { name: 'Pay by card' }).click()
    await page.waitForURL('**/orders/*')
    const ready = page.getByRole('link', { name: /download/i }).first()
    await expect.poll(async () => (await page.reload()) && ready.isVisible(), patient).toBe(true)
  })

  it('loses nothing typed by a reload or a way back, until it is paid', async () => {
    const page = await visit()
    const form = page.url()
    await answer(page)
    const given = await answersOn(page)
    expect(given.length).toBeGreaterThan(30)
    await page.reload()
    expect(await answersOn(page)).toEqual(given)
    await order(page)
    await page.goBack()
    expect(await answersOn(page)).toEqual(given)
    await order(page)
    await page.getByRole('link', { name: 'Back to the shop' }).click()
    await page.goto(form)
    expect(await answersOn(page)).toEqual(given)
    await order(page)
    await page.getByRole('button', { name: 'Pay by card' }).click()
    await page.locator('[data-paid]').waitFor({ state: 'attached' })
    await page.goto(form)
    expect(await answersOn(page)).toEqual([])
  })

  it('starts afresh where that is asked for', async () => {
    const page = await visit()
    expect(await page.getByRole('button', { name: 'Start afresh' }).isVisible()).toBe(false)
    await page.locator('[name="company.legalName"]').fill('Harbour Books Ltd')
    page.on('dialog', (dialog) => dialog.accept())
    const loaded = page.waitForEvent('load')
    await page.getByRole('button', { name: 'Start afresh' }).click()
    await loaded
    expect(await answersOn(page)).toEqual([])
    await page.reload()
    expect(await answersOn(page)).toEqual([])
  })

  it('turns back from the payment page without being charged', async () => {
    const page = await visit()
    await answer(page)
    await page.getByRole('button', { name: 'Go to payment' }).click()
    await page.getByRole('link', { name: 'Back to the shop' }).click()
    expect(await page.getByText('Nothing was charged').isVisible()).toBe(true)
  })
})

const patient = { timeout: 60_000, interval: 1_000 }

/** Agrees and goes to the payment page; the browser keeps no page in memory (Playwright's setting). */
async function order(page: Page): Promise<void> {
  for (const box of await page.locator('input[name=consent]').all()) await box.check()
  await page.getByRole('button', { name: 'Go to payment' }).click()
  await page.getByRole('link', { name: 'Back to the shop' }).waitFor()
}

interface Control {
  readonly name: string
  readonly type: string
  readonly value: string
  readonly checked?: boolean
  checkVisibility(): boolean
}

/** What a visitor sees answered, by name of the control. */
function answersOn(page: Page): Promise<[string, string][]> {
  return page.locator('#questionnaire :is(input, select, textarea)').evaluateAll((controls) =>
    (controls as unknown as Control[])
      .filter(({ name, type }) => type !== 'hidden' && name !== 'consent')
      .filter((one) => one.checkVisibility() && one.value !== '')
      .filter(({ type, checked }) => !['radio', 'checkbox'].includes(type) || checked)
      .map(({ name, value }) => [name, value] as [string, string]),
  )
}

/** Gives the sample firm's answers, whatever kind of control asks for them. */
async function answer(page: Page): Promise<void> {
  const answers = flat(JSON.parse(readFileSync(sample, 'utf8')))
  for (const [name, value] of answers) await give(page, name, value)
  await page.locator('input[name=tier][value=self-serve]').check()
  await page.locator('input[name=email]').fill('owner@example.com')
  for (const box of await page.locator('input[name=consent]').all()) await box.check()
}

async function give(page: Page, name: string, value: string): Promise<void> {
  const controls = page.locator(`[name="${name}"]`)
  const kind = await controls
    .first()
    .evaluate((control) => control.getAttribute('type') ?? control.tagName)
  if (kind === 'SELECT') return void (await controls.selectOption(value))
  if (kind === 'radio' || kind === 'checkbox')
    return page.locator(`[name="${name}"][value="${value}"]`).check()
  const row = page.locator(`[data-rows]:has([name="${name}"])`)
  const more = row.getByRole('button').or(row.getByText('Room for more'))
  while (!(await controls.first().isVisible())) await more.first().click()
  await controls.first().fill(value)
}

/** `['systems.0.name', 'Xero']` … as the form names its controls. */
function flat(value: unknown, path: readonly string[] = []): [string, string][] {
  if (Array.isArray(value) && value.every((item) => typeof item === 'string'))
    return value.map((item) => [path.join('.'), item])
  if (value === null || typeof value !== 'object') return [[path.join('.'), String(value)]]
  return Object.entries(value).flatMap(([key, item]) => flat(item, [...path, key]))
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { openShop, type Shop } from '../shop.ts'
import { launchChromium } from './chromium.ts'

const sample = join(import.meta.dirname, '..', '..', 'dev', 'samples', 'gdpr.json')

/** A shop and a browser for the tests around; each visit has a profile of its own. */
export function visits(environment: Readonly<Record<string, string>> = {}) {
  let browser: Browser | undefined
  let shop: Shop | undefined

  beforeAll(async () => {
    shop = await openShop({ environment })
    browser = await launchChromium()
  })

  afterAll(async () => {
    await browser?.close()
    await shop?.close()
  })

  return {
    shop: () => shop as Shop,
    browser: () => browser as Browser,

    /** The form, reached from the shop's first page. */
    async visit(options: BrowserContextOptions = {}): Promise<Page> {
      const page = await (await this.browser().newContext(options)).newPage()
      await page.goto(this.shop().publicUrl)
      await page.getByRole('link', { name: 'Answer the questions' }).click()
      return page
    },
  }
}

export const patient = { interval: 1_000 }

/** Agrees and goes to the payment page; the browser keeps no page in memory (Playwright's setting). */
export async function order(page: Page): Promise<void> {
  for (const box of await page.locator('input[name=consent]').all()) await box.check()
  await page.getByRole('button', { name: 'Go to payment' }).click()
  await page.getByRole('link', { name: 'Back to the shop' }).waitFor()
}

/** As soon as the order's page says that nothing was paid. */
export async function orderAgain(page: Page): Promise<void> {
  const link = page.getByRole('link', { name: 'Order again' })
  await expect.poll(async () => (await page.reload()) && link.isVisible(), patient).toBe(true)
  await link.click()
}

interface Control {
  readonly name: string
  readonly type: string
  readonly value: string
  readonly checked?: boolean
  checkVisibility(): boolean
}

/** What a visitor sees answered, by name of the control. */
export function answersOn(page: Page): Promise<[string, string][]> {
  return page.locator('#questionnaire :is(input, select, textarea)').evaluateAll((controls) =>
    (controls as unknown as Control[])
      .filter(({ name, type }) => type !== 'hidden' && name !== 'consent')
      .filter((one) => one.checkVisibility() && one.value !== '')
      .filter(({ type, checked }) => !['radio', 'checkbox'].includes(type) || checked)
      .map(({ name, value }) => [name, value] as [string, string]),
  )
}

/** Gives the sample firm's answers, whatever kind of control asks for them. */
export async function answer(page: Page): Promise<void> {
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

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { soon } from '../soon.ts'
import { chromiumMissing, inChromium } from './chromium.ts'
import { answer, patient, visits } from './filling.ts'

describe.skipIf(chromiumMissing)(`a customer ${inChromium}`, () => {
  const customer = visits({ MAIL_GRACE: 'PT0S' })

  const name = 'loses the link, is mailed it, corrects an answer, is refunded, disputes and wins'
  it(name, { timeout: 300_000 }, async () => {
    const page = await customer.visit()
    await answer(page)
    await page.getByRole('button', { name: 'Go to payment' }).click()
    await page.getByRole('button', { name: 'Pay by card' }).click()
    await page.waitForURL('**/orders/*')
    const link = page.url()
    await isOffered(page, 1)

    const other = await (await customer.browser().newContext()).newPage()
    await other.goto(await lostAndMailed(other, link))
    await isOffered(other, 1)

    await other.getByRole('link', { name: 'Correct your answers' }).click()
    await other.locator('[name="company.address"]').fill('2 Low Street, York')
    await other.getByRole('button', { name: 'Make the corrected pack' }).click()
    await other.waitForURL('**/orders/*')
    await other.getByText('Version 2').first().waitFor()

    const { bank, buyer, intentOf, site } = customer.shop()
    const { order } = await buyer.status(link.split('/').at(-1) ?? '')
    const intent = await intentOf(order)
    await bank.refund(intent, 1_000)
    await shows(other, /10 was sent back the way you paid/)
    const { id } = await bank.dispute(intent)
    await bank.disputeBecomes(id, 'lost')
    await shows(other, /This order has been closed/)
    expect((await other.goto(`${link}/pack.zip`))?.status()).toBe(410)
    await other.goto(link)
    await bank.disputeBecomes(id, 'won')
    await shows(other, /Download your pack/)
    expect((await site.orders.byId(order))?.attentions).toEqual({})
  })

  /** @returns the address in the letter, which has to be that of the order's page */
  async function lostAndMailed(page: Page, link: string): Promise<string> {
    await page.goto(`${customer.shop().publicUrl}/recover`)
    await page.getByLabel('Your e-mail').fill('owner@example.com')
    await page.getByRole('button', { name: 'Send me the links' }).click()
    await page.getByText('Look into your mailbox').first().waitFor()
    const letters = () => lettersIn(join(customer.shop().site.config.dataDir, 'mail'))
    const asked = async () => (await letters()).find((letter) => /links\.\d+@/.test(letter))
    await expect.poll(asked, patient).toContain(link)
    return link
  }
})

const isOffered = (page: Page, version: number) =>
  page.locator(`a[href$="version=${version}"]`).first().waitFor(soon)

/** The page of a final order follows nothing by itself. */
const shows = (page: Page, words: RegExp) =>
  expect
    .poll(async () => (await page.reload()) && page.getByText(words).first().isVisible(), patient)
    .toBe(true)

/** Without the line breaks of quoted-printable. */
async function lettersIn(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch(() => [])
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))
  return texts.map((text) => text.replaceAll(/=\r?\n/g, ''))
}

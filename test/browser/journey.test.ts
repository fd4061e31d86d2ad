import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { chromiumMissing, inChromium } from './chromium.ts'
import { answer, patient, visits } from './filling.ts'

describe.skipIf(chromiumMissing)(`a customer ${inChromium}`, () => {
  const customer = visits()

  it('answers, pays, watches the pack improve and downloads it', async () => {
    const page = await customer.visit()
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
    const page = await customer.visit({ javaScriptEnabled: false })
    await answer(page)
    await page.getByRole('button', { name: 'Go to payment' }).click()
    await page.getByRole('button', { name: 'Pay by card' }).click()
    await page.waitForURL('**/orders/*')
    const ready = page.getByRole('link', { name: /download/i }).first()
    await expect.poll(async () => (await page.reload()) && ready.isVisible(), patient).toBe(true)
  })

  it('is asked back about one person, says yes, and is not asked again', async () => {
    const page = await customer.visit()
    await answer(page)
    await page.locator('[name="company.staff"]').fill('1')
    await page.locator('[name="company.address"]').fill('')
    await page.getByRole('button', { name: 'Go to payment' }).click()
    await page.getByRole('heading', { name: 'Please check 2 answers' }).waitFor()
    const yes = page.getByLabel('Yes, this is right')
    await yes.check()
    await page.getByRole('button', { name: 'Go to payment' }).click()
    await page.getByRole('heading', { name: 'Please check one answer' }).waitFor()
    expect(await yes.isChecked()).toBe(true)
    await page.locator('[name="company.address"]').fill('1 High Street')
    await page.getByRole('button', { name: 'Go to payment' }).click()
    await page.getByRole('link', { name: 'Back to the shop' }).waitFor()
    expect(page.url()).toContain('cs_')
  })

  it('turns back from the payment page without being charged', async () => {
    const page = await customer.visit()
    await answer(page)
    await page.getByRole('button', { name: 'Go to payment' }).click()
    await page.getByRole('link', { name: 'Back to the shop' }).click()
    expect(await page.getByText('Nothing was charged').isVisible()).toBe(true)
  })
})

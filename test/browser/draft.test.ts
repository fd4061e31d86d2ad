import { describe, expect, it } from 'vitest'
import { choose } from '../api/calls.ts'
import { chromiumMissing, inChromium } from './chromium.ts'
import { answer, answersOn, order, orderAgain, visits } from './filling.ts'

describe.skipIf(chromiumMissing)(`what was typed ${inChromium}`, () => {
  const customer = visits()

  it('loses nothing typed by a reload or a way back, until it is paid', async () => {
    const page = await customer.visit()
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

  it('loses no other draft when an order is looked at that was paid before', async () => {
    const page = await customer.visit()
    const form = page.url()
    await answer(page)
    await order(page)
    await page.getByRole('button', { name: 'Pay by card' }).click()
    await page.locator('[data-paid]').waitFor({ state: 'attached' })
    const paid = page.url()
    await page.goto(form)
    await answer(page)
    await page.locator('[name="company.legalName"]').fill('A second firm')
    const given = await answersOn(page)
    await order(page)
    await page.goto(paid)
    await page.locator('[data-paid]').waitFor({ state: 'attached' })
    await page.goto(form)
    expect(await answersOn(page)).toEqual(given)
  })

  it.each([true, false])(
    'a failed debit and expiry lead back to the filled form (JavaScript: %j)',
    async (javaScriptEnabled) => {
      const page = await customer.visit({ javaScriptEnabled })
      await answer(page)
      // Which currency an order is in was open; of one that was made it is known.
      const given = [...(await answersOn(page)), ['currency', 'eur']]
      await order(page)
      await page.getByRole('button', { name: 'Pay by a bank debit that fails' }).click()
      await orderAgain(page)
      expect(await answersOn(page)).toEqual(given)
      await order(page)
      // The same answers once more are another order, with a payment page of its own.
      await page.getByRole('button', { name: 'Pay by a bank debit that fails' }).click()
      await orderAgain(page)
      await order(page)
      const late = await customer.shop().order()
      await choose(late.url, 'expired')
      const elsewhere = await (await customer.browser().newContext({ javaScriptEnabled })).newPage()
      await elsewhere.goto(`${customer.shop().publicUrl}/orders/${late.token}`)
      await orderAgain(elsewhere)
      expect(await answersOn(elsewhere)).toEqual(given)
      await order(elsewhere)
    },
  )

  it('turning back from payment leads to the filled form', async () => {
    const page = await customer.visit()
    await answer(page)
    const given = await answersOn(page)
    await order(page)
    await page.getByRole('link', { name: 'Back to the shop' }).click()
    await page.getByRole('link', { name: 'Back to GDPR' }).click()
    expect(await answersOn(page)).toEqual(given)
  })

  it('two tabs show the same, and neither takes from the other', async () => {
    const one = await customer.visit()
    const two = await one.context().newPage()
    await two.goto(one.url())
    await one.locator('[name="company.legalName"]').fill('Harbour Books Ltd')
    await expect
      .poll(() => two.locator('[name="company.legalName"]').inputValue())
      .toBe('Harbour Books Ltd')
    await two.locator('[name="company.address"]').fill('1 High Street')
    await one.reload()
    expect(await answersOn(one)).toEqual(await answersOn(two))
    await one.getByRole('button', { name: 'Go to payment' }).click()
    await one.locator('#problems').waitFor()
    await two.locator('[name="person.name"]').fill('Anna')
    await one.reload()
    expect(await answersOn(one)).toContainEqual(['person.name', 'Anna'])
    expect(await answersOn(two)).toContainEqual(['company.address', '1 High Street'])
  })

  it('goes back onto a form with mistakes and finds there what was corrected', async () => {
    const page = await customer.visit()
    await answer(page)
    await page.locator('[name="company.address"]').fill('')
    await page.getByRole('button', { name: 'Go to payment' }).click()
    await page.locator('#problems').waitFor()
    await page.locator('[name="company.address"]').fill('1 High Street')
    const given = await answersOn(page)
    await order(page)
    await page.goBack()
    expect(await page.locator('#problems').isVisible()).toBe(true)
    expect(await answersOn(page)).toEqual(given)
    await order(page)
  })

  it('starts afresh where that is asked for', async () => {
    const page = await customer.visit()
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
})

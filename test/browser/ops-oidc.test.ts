import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OidcShop, openOidcShop } from '../api/oidc-shop.ts'
import { chromiumMissing, inChromium, launchChromium } from './chromium.ts'

describe.skipIf(chromiumMissing)(`signing in by a provider of another site ${inChromium}`, () => {
  let ops: OidcShop
  let browser: Browser

  beforeAll(async () => {
    ops = await openOidcShop('localhost')
    await ops.startProvider()
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await ops?.close()
  })

  async function visitor(javaScriptEnabled: boolean): Promise<Page> {
    const context = await browser.newContext({ javaScriptEnabled, reducedMotion: 'reduce' })
    return context.newPage()
  }

  async function signIn(page: Page, login: string) {
    await page.goto(`${ops.shop.publicUrl}/ops/login`)
    await page.getByRole('link', { name: 'Sign in with localhost:' }).press('Enter')
    await page.getByLabel('Name').fill(login)
    await page.getByRole('button', { name: 'Sign in' }).press('Enter')
  }

  it.each([
    ['with', true],
    ['without', false],
  ])('%s JavaScript leads into the room, to an act, and out again', async (_, scripted) => {
    const page = await visitor(scripted)
    await signIn(page, 'olga')
    await page.waitForURL('**/ops/orders')
    await page.getByText('olga@firm.example, operator').waitFor()
    await page.goto(`${ops.shop.publicUrl}/ops/settings`)
    const safe = page.getByRole('article', { name: /Safe mode/ })
    for (const [button, said] of [
      [/Turn it on/, 'turned on'],
      [/Turn it off/, 'turned off'],
    ] as const) {
      await safe.getByLabel('Why').fill('olga tries it')
      await safe.getByRole('button', { name: button }).first().press('Enter')
      await page.getByRole('status').getByText(said).waitFor()
    }
    await page.goto(`${ops.shop.publicUrl}/ops/log?find=olga`)
    await page.getByRole('cell', { name: 'olga@firm.example' }).first().waitFor()
    await page.getByRole('button', { name: 'Sign out' }).press('Enter')
    await page.waitForURL('**/ops/login')
    await page.goto(`${ops.shop.publicUrl}/ops/orders`)
    expect(page.url()).toBe(`${ops.shop.publicUrl}/ops/login`)
    await page.context().close()
  })

  it('leaves no address with a code to go back to', async () => {
    const page = await visitor(true)
    await signIn(page, 'vera')
    await page.waitForURL('**/ops/orders')
    await page.goBack()
    expect(page.url()).not.toContain('code=')
    await page.context().close()
  })

  it('has pages without an axe-core violation, which fit a narrow screen', async () => {
    const page = await visitor(true)
    // The page that leads on stays.
    await page.route('**/ops/orders', (route) => route.fulfill({ status: 204 }))
    const pages = [
      ['olga', 'You are signed in'],
      ['strange', 'No role for you here'],
    ] as const
    for (const [login, heading] of pages) {
      await page.context().clearCookies()
      await signIn(page, login)
      await page.getByRole('heading', { name: heading }).waitFor()
      await expectFine(page)
    }
    await page.goto(`${ops.shop.publicUrl}/ops/login`)
    await expectFine(page)
    await page.context().close()
  })

  async function expectFine(page: Page) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    }
    await page.setViewportSize({ width: 320, height: 640 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
    await page.setViewportSize({ width: 1280, height: 720 })
  }
})

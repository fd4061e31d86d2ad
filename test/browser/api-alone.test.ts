import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createBuyer } from '../../dev/demo/buyer.ts'
import { type FakeStripe, startFakeStripe } from '../../dev/fake-stripe.ts'
import { ownSettings, start } from '../process/programs.ts'
import { webhookSecret } from '../shop.ts'
import { soon } from '../soon.ts'
import { chromiumMissing, inChromium, launchChromium } from './chromium.ts'

const answers = JSON.parse(readFileSync('dev/samples/gdpr.json', 'utf8'))

describe.skipIf(chromiumMissing)(`the API as the only process there is, ${inChromium}`, () => {
  let browser: Browser
  let stripe: FakeStripe
  /** Takes every connection and never answers. */
  let temporal: Server

  beforeAll(async () => {
    temporal = createServer((socket) => socket.resume()).listen(0, '127.0.0.1')
    await once(temporal, 'listening')
    browser = await launchChromium()
  })

  afterAll(async () => {
    await browser?.close()
    await stripe?.close()
    temporal.close()
  })

  it('sells a pack, and its page offers it by itself and hands it out', async () => {
    const own = await ownSettings()
    const shop = `http://127.0.0.1:${own.PORT}`
    stripe = await startFakeStripe({ webhookUrl: `${shop}/webhooks/stripe`, webhookSecret })
    start('api/server.ts', [], {
      ...own,
      PUBLIC_URL: shop,
      STRIPE_API_BASE: stripe.url,
      STRIPE_SECRET_KEY: 'sk_test_1',
      STRIPE_WEBHOOK_SECRET: webhookSecret,
      TEMPORAL_ADDRESS: `127.0.0.1:${(temporal.address() as AddressInfo).port}`,
    })
    await vi.waitUntil(() => isReady(shop), { ...soon, interval: 200 })
    const buyer = createBuyer(shop)
    const order = { pack: 'gdpr', tier: 'full', email: 'o@firm.example', answers, consent: true }
    const { url } = await buyer.order(order)

    const page = await browser.newPage()
    await page.goto(url)
    await page.locator('button[value="paid"]').click()
    await page.waitForURL(`${shop}/orders/*`)
    const link = page.getByRole('link', { name: 'Download your pack' })
    await link.waitFor(soon)
    const download = page.waitForEvent('download')
    await link.click()
    const zip = await (await download).path()
    const key = join(own.DATA_DIR, 'keys', 'signing.pub.pem')
    const verified = spawnSync(process.execPath, ['commands/verify.ts', zip, '--key', key])
    expect([verified.status, String(verified.stderr)]).toEqual([0, ''])
  })
})

async function isReady(shop: string): Promise<boolean> {
  return fetch(`${shop}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  )
}

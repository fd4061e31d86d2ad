import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { termsVersion } from '../../catalogue/terms/terms.ts'
import { longDate } from '../../pack/wording.ts'
import { type MailServer, startMailServer } from '../mail-server.ts'
import { isComplete, openShop, type Shop } from '../shop.ts'
import { counted } from './calls.ts'

describe('letters, while no worker runs,', () => {
  let server: MailServer
  let shop: Shop
  beforeAll(async () => {
    server = await startMailServer()
    const environment = {
      SMTP_URL: `smtp://127.0.0.1:${server.port}`,
      MAIL_FROM: 'Packhorse <packs@shop.example>',
      MAIL_GRACE: 'PT0S',
    }
    shop = await openShop({ workers: [], environment })
  })
  afterAll(async () => {
    await shop.close()
    await server.close()
  })

  it('go to whoever has paid, with the link of the page', async () => {
    const { order, token } = await shop.buy()
    await expect.poll(() => server.received).toHaveLength(1)
    const [{ from, to, raw } = { from: '', to: '', raw: '' }] = server.received
    expect([from, to]).toEqual(['packs@shop.example', 'owner@example.com'])
    expect(raw).toContain(`Message-ID: <${order}.paid.1@shop.example>`)
    expect(raw).toContain('Auto-Submitted: auto-generated')
    expect(raw.replaceAll('=\r\n', '')).toContain(`${shop.publicUrl}/orders/${token}`)
    const sent = () => counted(shop, 'letters_total', { template: 'paid', result: 'sent' })
    await expect.poll(sent).toBe(1)
  })
})

describe('letters of a trial', () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop()
  })
  afterAll(() => shop.close())

  const folder = () => join(shop.settings.DATA_DIR, 'mail')
  const letters = (order: string) =>
    readdirSync(folder()).filter((file) => file.startsWith(order) && file.endsWith('.eml'))
  const read = (file: string) =>
    readFileSync(join(folder(), file), 'utf8').replaceAll('=\r\n', '').replaceAll('=20', ' ')

  it('are files for nobody else, and one where the pack is finished soon', async () => {
    const { order, token } = await shop.buy('full')
    const status = await shop.until(token, isComplete)
    expect(status.release?.version).toBeGreaterThan(1)
    await expect.poll(() => letters(order)).toEqual([`${order}.paid.1.eml`])
    const letter = read(`${order}.paid.1.eml`)
    expect(letter).toContain('Your pack is finished')
    expect(letter).toContain('agreed that a download ends the right to change your mind')
    expect(letter).toContain(`The terms of ${longDate(termsVersion)}, to which you agreed`)
    expect(letter).toContain('Disputed payments')
    expect(letter).toContain(`${shop.publicUrl}/orders/${token}`)
    const { mode } = statSync(join(folder(), `${order}.paid.1.eml`))
    expect([mode & 0o077, statSync(folder()).mode & 0o077]).toEqual([0, 0])
  })

  it('tell of a refund what it does to the pack', async () => {
    const { order, token } = await shop.buy()
    await shop.until(token, isComplete)
    const intent = await shop.intentOf(order)
    await shop.bank.refund(intent, 900)
    await expect.poll(() => letters(order)).toContain(`${order}.refunded.1.eml`)
    expect(read(`${order}.refunded.1.eml`)).toMatch(/=E2=82=AC9 of the =E2=82=AC79 .*stays yours/s)
    await shop.bank.refund(intent)
    await expect.poll(() => letters(order)).toContain(`${order}.refunded.2.eml`)
    expect(read(`${order}.refunded.2.eml`)).toMatch(
      /We have refunded all of =E2=82=AC79.*can no longer be/s,
    )
  })

  it('tell of a refund that the bank did not take, as its page and those who run the shop are told', async () => {
    const { order, token } = await shop.buy()
    await shop.until(token, isComplete)
    const { id } = await shop.bank.refund(await shop.intentOf(order))
    await expect.poll(() => letters(order)).toContain(`${order}.refunded.1.eml`)
    await shop.bank.refundBecomes(id, 'failed')
    await expect.poll(() => letters(order)).toContain(`${order}.refund-failed.1.eml`)
    const letter = read(`${order}.refund-failed.1.eml`)
    expect(letter).toMatch(/did not take =E2=82=AC79 .*another way.*your pack stays yours/s)
    const { moneyBack, state } = await shop.buyer.status(token)
    expect([state, moneyBack]).toEqual([
      'complete',
      { currency: 'eur', owed: 0, refunded: 0, failed: 7_900 },
    ])
    expect((await shop.site.orders.byId(order))?.attentions.payment).toContain('failed')
  })
})

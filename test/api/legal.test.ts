import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type Shop } from '../shop.ts'

const seller = {
  SELLER_NAME: 'Stone & Sons Ltd',
  SELLER_ADDRESS: '1 High Street, Galway, Ireland',
  SELLER_EMAIL: 'help@stone.example',
  SELLER_REGISTER: 'Companies Registration Office 123456',
  SELLER_VAT_ID: 'IE1234567X',
}
const escaped = Object.values(seller).map((value) => value.replace('&', '&amp;'))

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ workers: [], environment: seller })
})
afterAll(() => shop.close())

const pageAt = async (url: string, of = shop) =>
  (await of.app.inject({ url, headers: { accept: 'text/html' } })).body

describe('the seller', () => {
  it.each(['/imprint', '/privacy', '/terms'])('is named in full on %s', async (path) => {
    const page = await pageAt(path)
    for (const value of escaped) expect(page).toContain(value)
    expect(page).not.toContain('This is a trial')
  })

  it.each(['/', '/packs/gdpr', '/checkout/cancelled', '/imprint', '/nowhere', '/orders/nobody'])(
    'is one link away from %s',
    async (path) => {
      const page = await pageAt(path)
      for (const link of ['/imprint', '/privacy', '/terms'])
        expect(page).toContain(`<a href="${link}">`)
    },
  )

  it('of a trial is made up, and marked so', async () => {
    const trial = await openShop({ workers: [] })
    expect(await pageAt('/imprint', trial)).toContain('<strong>This is a trial.</strong>')
    await trial.close()
  })
})

describe('the privacy page', () => {
  it('names every kind of thing that the database stores of an order', async () => {
    const page = await pageAt('/privacy')
    const stored = [
      'e-mail address',
      'answers',
      'price and currency',
      'agreed',
      'how much you paid',
    ]
    for (const words of stored) expect(page).toContain(words)
  })

  it('promises no deletion that no program does', async () => {
    expect(await pageAt('/privacy')).toContain('nothing is deleted by itself')
  })
})

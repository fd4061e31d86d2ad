import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { offers } from '../../api/offers.ts'
import { orderPage } from '../../api/pages/order.ts'
import { isFinal } from '../../pack/order.ts'
import type { OrderStatus } from '../../pack/status.ts'
import { openSituations, type Situation, situations } from '../browser/situations.ts'

let shops: Awaited<ReturnType<typeof openSituations>>
const pages = new Map<Situation, string>()
beforeAll(async () => {
  shops = await openSituations()
  for (const name of situations) pages.set(name, await pageAt(shops.orders[name].url))
})
afterAll(() => shops?.close())

const pageAt = async (url: string) =>
  (await fetch(url, { headers: { accept: 'text/html' } })).text()
const pageOf = (name: Situation) => pages.get(name) ?? ''
const statusOf = (name: Situation) => shops.orders[name].status

const offer = offers({ tax: false, invoices: false }).find(({ pack }) => pack.id === 'gdpr')
const page = (status: OrderStatus) => {
  const { documents = [] } = offer ?? {}
  const url = 'https://shop.example/orders/token'
  const keep = { url, email: 'owner@example.com', letters: 'sent', resent: false } as const
  const pack = { title: 'A pack', documents, orderAgain: null }
  return orderPage({
    ...pack,
    status,
    path: '/orders/token',
    keep,
    terms: '2026-11-29',
    kept: '6 years',
  })
}

const sentences: Record<Situation, readonly string[]> = {
  'awaiting-payment': ['We are waiting for your payment', 'Go to payment'],
  'payment-pending': ['Your payment is on its way', 'you need not pay again'],
  'payment-failed': ['The payment did not go through', '/again"'],
  expired: ['This order has expired', 'nothing was charged'],
  'parked-unpaid': ['One of us is looking at your order', 'please do not pay again'],
  paid: ['Your pack is being put together', '0 of 3 sections settled'],
  improving: [
    'Your pack is ready to download',
    '3 sections are being tailored',
    '0 of 3 sections settled',
  ],
  'improving-late': [
    '3 sections still have our standard text',
    'could not be reached, and we try again',
  ],
  complete: ['Your pack is finished', 'was tailored to your answers'],
  'by-the-smaller-model': [
    '11 sections were written by our smaller model; the larger one is asked again',
    'Tailored by the smaller model',
  ],
  'complete-degraded': [
    '3 sections have our standard text',
    'the language model declined to write it',
  ],
  'complete-withheld': ['20% of what you paid is refunded', 'Not included'],
  'parked-delivered': ['Your pack is finished', 'One of us is looking at this order'],
  revoked: ['This order has been closed', 'the downloads are no longer available'],
}

describe('the order page', () => {
  it.each(situations)('says where the order stands: %s', (name) => {
    for (const sentence of sentences[name]) expect(pageOf(name)).toContain(sentence)
  })

  it.each(situations)('follows its order only as long as it moves: %s', (name) => {
    const moves = !isFinal(statusOf(name).state)
    expect(pageOf(name).includes('data-events="/orders/')).toBe(moves)
    expect(pageOf(name).includes('<noscript><meta http-equiv="refresh"')).toBe(moves)
  })

  it.each(situations)('offers a download exactly when there is one to have: %s', (name) => {
    const { state, release } = statusOf(name)
    const offered = pageOf(name).includes('Download your pack')
    expect(offered).toBe(release !== null && state !== 'revoked')
  })

  it('does not call a text standard that the smaller model wrote', () => {
    expect(pageOf('by-the-smaller-model')).not.toContain('our standard text;')
  })

  it('says what goes back of the money, and what it comes to for the price', () => {
    const status = statusOf('complete-withheld')
    expect(status.moneyBack).not.toBe(null)
    const back = (owed: number, refunded: number, failed = 0) =>
      page({ ...status, moneyBack: { currency: 'gbp', owed, refunded, failed } })
    expect(back(9_800, 0)).toContain('£98 goes back to you by itself')
    expect(back(0, 9_800)).toContain('£98 was sent back the way you paid')
    expect(back(0, 0, 9_800)).toContain('£98 came back to us, since your bank did not take it.')
    const kept = { ...statusOf('by-the-smaller-model'), state: 'complete' } as const
    expect(page(kept)).toContain('by our smaller model, which leaves the price as it was')
  })

  it('says why an order is closed', () => {
    const closed = (takenBack: OrderStatus['takenBack']) =>
      page({ ...statusOf('revoked'), takenBack })
    expect(closed('refunded')).toContain('All that you paid was refunded, so the downloads')
    expect(closed('dispute-lost')).toContain('Your bank has decided that the payment goes back to')
  })

  it('says of no text that it expires', () => {
    for (const name of situations) expect(pageOf(name)).not.toContain('fresh until')
  })

  it('offers every version with its size and checksum', () => {
    const { releases } = statusOf('complete')
    expect(releases.map(({ version }) => version)).toEqual([2, 1])
    for (const { url, sha256, version } of releases) {
      expect(pageOf('complete')).toContain(`href="${url}" download>Version ${version}</a>`)
      expect(pageOf('complete')).toContain(sha256)
    }
  })

  it('lists the documents that the firm gets, and why it gets no others', () => {
    const leftOut = [{ number: '02', reason: 'There is nobody to inform.' }]
    const text = page({ ...statusOf('complete'), leftOut })
    const [given, omitted] = text.split('Left out, since you do not need them')
    expect(given).toContain('<span class="number">01</span>')
    expect(given).not.toContain('<span class="number">02</span>')
    expect(omitted).toContain('There is nobody to inform.')
    expect(pageOf('complete')).not.toContain('Left out')
  })

  it('offers no second payment while a payment is being checked', () => {
    expect(pageOf('parked-unpaid')).not.toContain('Go to payment')
  })

  it('says by when to expect news', () => {
    const due = statusOf('improving-late').nextUpdateBy
    expect(pageOf('improving-late')).toContain(`News is due by <time datetime="${due}"`)
  })

  it('has the same live regions in every state, so that none is missed by the script', () => {
    const regions = situations.map((name) =>
      [...pageOf(name).matchAll(/id="(\w+)" data-live/g)].map(([, id]) => id),
    )
    expect(new Set(regions.map((ids) => ids.join())).size).toBe(1)
    expect(regions[0]).toContain('action')
  })

  it('escapes what an order may carry', () => {
    const title = '<img src=x onerror=alert(1)>'
    const { sections, ...status } = statusOf('improving')
    const hostile: OrderStatus = {
      ...status,
      order: title,
      sections: sections.map((section) => ({ ...section, title, message: title })),
    }
    expect(page(hostile)).not.toContain('onerror=alert(1)>')
    expect(page(hostile)).toContain('&lt;img src=x')
  })
})

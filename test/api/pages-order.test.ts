import { describe, expect, it } from 'vitest'
import { orderPage } from '../../api/pages/order.ts'
import { gdpr } from '../../catalogue/gdpr.ts'
import type { OrderStatus } from '../../pack/status.ts'
import { documents, type StatusName, statuses } from '../browser/statuses.ts'

const payUrl = 'https://checkout.example/session'
const page = (status: OrderStatus) =>
  orderPage({ pack: gdpr, documents, status, path: '/orders/token', payUrl })
const pageOf = (name: StatusName) => page(statuses[name])

const sentences: Record<StatusName, readonly string[]> = {
  'awaiting-payment': ['We are waiting for your payment', `href="${payUrl}"`],
  'payment-pending': ['Your payment is on its way', 'you need not pay again'],
  'payment-failed': ['The payment did not go through', 'href="/packs/gdpr"'],
  expired: ['This order has expired', 'nothing was charged'],
  'parked-unpaid': ['A person of ours is looking at your order', 'please do not pay again'],
  paid: ['Your pack is being put together', '0 of 3 sections settled'],
  improving: [
    'Your pack is ready to download',
    '2 sections are being tailored',
    '1 of 3 sections settled',
  ],
  'improving-late': [
    '2 sections still have our standard text',
    'could not be reached, and we try again',
    'Being read by us',
  ],
  complete: [
    'Your pack is finished',
    'was tailored to your answers',
    'Tailored, reused',
    'Tailored, approved',
  ],
  'complete-degraded': [
    '3 sections have our standard text',
    'the language model declined to write it',
  ],
  'complete-withheld': ['20 % of what you paid is refunded', 'Not included'],
  'parked-delivered': ['Your pack is finished', 'A person of ours is looking at this order'],
  revoked: ['This order has been closed', 'the downloads are no longer available'],
}

const final: readonly string[] = ['complete', 'revoked', 'expired', 'payment-failed']

describe('the order page', () => {
  it.each(Object.entries(sentences))('says where the order stands: %s', (name, words) => {
    for (const sentence of words) expect(pageOf(name as StatusName)).toContain(sentence)
  })

  it.each(Object.keys(statuses) as StatusName[])(
    'follows its order only as long as it moves: %s',
    (name) => {
      const moves = !final.includes(statuses[name].state)
      expect(pageOf(name).includes('data-events="/orders/token/events"')).toBe(moves)
      expect(pageOf(name).includes('<noscript><meta http-equiv="refresh"')).toBe(moves)
    },
  )

  it.each(Object.keys(statuses) as StatusName[])(
    'offers a download exactly when there is one to have: %s',
    (name) => {
      const { state, release } = statuses[name]
      const offered = pageOf(name).includes('href="/orders/token/pack.zip"')
      expect(offered).toBe(release !== null && state !== 'revoked')
    },
  )

  it('offers every version with its size, time and checksum', () => {
    const text = pageOf('complete')
    expect(text).toContain('href="/orders/token/pack.zip?version=1"')
    expect(text).toContain('href="/orders/token/pack.zip?version=2"')
    expect(text).toContain('1.4 MB')
    expect(text).toContain('21 November 2026, 14:02 UTC')
    expect(text).toContain(statuses.complete.release.sha256)
  })

  it('lists the documents that the firm gets, and why it gets no others', () => {
    const leftOut = [{ number: '02', reason: 'There is nobody to inform.' }]
    const text = page({ ...statuses.complete, leftOut })
    const [given, omitted] = text.split('Left out, since you do not need them')
    expect(given).toContain('<span class="number">01</span>')
    expect(given).not.toContain('<span class="number">02</span>')
    expect(omitted).toContain('There is nobody to inform.')
    expect(pageOf('complete')).not.toContain('Left out')
  })

  it('offers no second payment while a payment is being checked', () => {
    expect(pageOf('parked-unpaid')).not.toContain(payUrl)
  })

  it('says by when to expect news', () => {
    expect(pageOf('improving')).toContain(
      'News is due by <time datetime="2026-11-21T14:20:00.000Z">21 November 2026, 14:20 UTC',
    )
  })

  it('has the same live regions in every state, so that none is missed by the script', () => {
    const regions = Object.keys(statuses).map((name) =>
      [...pageOf(name as StatusName).matchAll(/id="(\w+)" data-live/g)].map(([, id]) => id),
    )
    expect(new Set(regions.map((ids) => ids.join())).size).toBe(1)
    expect(regions[0]).toContain('action')
  })

  it('escapes what an order may carry', () => {
    const title = '<img src=x onerror=alert(1)>'
    const hostile: OrderStatus = {
      ...statuses.improving,
      order: title,
      sections: statuses.improving.sections.map((section) => ({
        ...section,
        title,
        message: title,
      })),
    }
    expect(page(hostile)).not.toContain('<img')
    expect(page(hostile)).toContain('&lt;img src=x')
  })
})

import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { words } from '../../api/letters/words.ts'
import { gdpr } from '../../catalogue/gdpr.ts'
import { termsOf, termsVersion } from '../../catalogue/terms/terms.ts'
import { evidenceOf } from '../../orders/money/evidence.ts'
import { retentionOf } from '../../pack/retention.ts'
import type { Tables } from '../../store/tables.ts'
import { openShop, type Shop } from '../shop.ts'

const seller = {
  SELLER_NAME: 'Stone & Sons Ltd',
  SELLER_ADDRESS: '1 High Street, Galway, Ireland',
  SELLER_EMAIL: 'r&d#1@stöne.example',
  SELLER_REGISTER: 'Companies Registration Office 123456',
  SELLER_VAT_ID: 'IE1234567X',
}
const escaped = Object.values(seller).map((value) =>
  value.replace('&', '&amp;').replace('stöne', 'xn--stne-6qa'),
)

/** The words of the page for what a column holds; empty: it says nothing of a person. */
const orderColumns: Readonly<Record<keyof Tables['orders'], string>> = {
  id: 'the order’s number',
  pack: 'the pack',
  tier: 'which documents and sections you get',
  email: 'your e-mail address',
  answers: 'your answers',
  customer: 'your e-mail address',
  company: 'your answers',
  currency: 'its price and currency',
  amount: 'its price and currency',
  consent: 'when\nyou agreed to which terms',
  content_version: '',
  frozen_at: '',
  state: 'where\nthe order stands',
  attentions: 'where\nthe order stands',
  revoked_from: 'where\nthe order stands',
  idempotency_key: '',
  request_hash: '',
  session_id: 'the number of the payment page',
  checkout_url: 'the number of the payment page',
  paid_at: 'when and how much you paid',
  amount_paid: 'when and how much you paid',
  payment: 'refunds and disputes of the payment',
  looks: '',
  looked: '',
  refund_owed: 'when and how much you paid',
  next_update_by: '',
  woken_at: '',
  read_at: '',
  link_generation: '',
  reached_at: 'when we reached you otherwise',
  corrections: 'which of them you\ncorrected',
  revision: '',
  told_revision: '',
  look_due_at: '',
  payment_open: '',
}

const tables: Readonly<Record<Exclude<keyof Tables, 'orders'>, string>> = {
  inbox: 'Stripe’s\nnotices of it',
  outbox: 'which letters we have sent you',
  mail_reports: 'which of them came back',
  link_requests: 'asks for the links of its orders',
  unapplied_payments: 'when and how much you paid',
  refund_requests: 'refunds and disputes of the payment',
  reconciliation: '',
  dispute_answers: 'refunds and disputes of the payment',
  downloads: 'when each version was\ndownloaded, and to which network',
  erasures: 'that it was erased',
  erasure_requests: 'that it was erased',
  past_answers: 'also as they were before you corrected them',
  outcomes: 'the texts that a language\nmodel wrote for it',
  attempts: 'how each call of one went',
  judgements: '',
  judge_calibrations: '',
  canaries: '',
  incidents: '',
  batches: '',
  batch_items: 'what we did for it by hand',
  incident_tellings: '',
  reviews: 'what we did for it by hand',
  asks: 'how each call of one went',
  rollups: '',
  endpoint_prices: '',
  book_differences: 'what it cost us',
  order_keys: '',
  call_log: 'what a model was\ntold and what it answered, encrypted, for a month',
  ledger_days: '',
  margins: 'what it cost us',
  ledger_orders: 'what it cost us',
  reservations: 'Your allowance',
  budgets: 'Your allowance',
  endpoint_minutes: '',
  rate_limits: 'codes that stand for your network address and your e-mail address',
  breakers: '',
  setting_changes: '',
  reusable_texts: '',
  operator_actions: 'What we did for you by hand',
  releases: 'its documents in every version that you got',
}

const nothingYet = { deliveries: [], downloads: [], letters: [], refunds: [], currency: 'eur' }

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

  it('has an e-mail address that its link keeps whole', async () => {
    const page = await pageAt('/imprint')
    expect(page).toContain('<a href="mailto:r%26d%231@xn--stne-6qa.example">')
  })

  it('of a trial is made up, and marked so', async () => {
    const trial = await openShop({ workers: [] })
    expect(await pageAt('/imprint', trial)).toContain('<strong>This is a trial.</strong>')
    await trial.close()
  })
})

describe('the terms', () => {
  it('that orders agreed to before stay, and lead to those of today', async () => {
    const past = await pageAt('/terms/2026-11-28')
    expect(past).toContain('Terms of 28 November 2026')
    expect(past).not.toContain('Wrong answers')
    expect(past).toMatch(/agree to <a href="\/terms">those of \d/)
    expect(await pageAt(`/terms/${termsVersion}`)).toBe(await pageAt('/terms'))
    expect((await shop.app.inject({ url: '/terms/2026-11-27' })).statusCode).toBe(404)
  })

  it('of an order are those that it agreed to, on its page, in its letter and for its bank', async () => {
    const { order, token } = await shop.order()
    await shop.site.database.db
      .updateTable('orders')
      .set({ consent: sql`jsonb_set(consent, '{terms}', '"2026-11-28"')` })
      .where('id', '=', order)
      .execute()
    expect(await pageAt(`/orders/${token}`)).toContain(
      'You agreed to the <a href="/terms/2026-11-28">terms of 28 November 2026</a>',
    )
    const stored = (await shop.site.orders.byId(order))!
    const policy = /of 2026-11-28, which holds for this order: .*we pay 20 % of what you paid back/
    expect(evidenceOf(stored, nothingYet).refundPolicyDisclosure).toMatch(policy)
    const status = await shop.buyer.status(token)
    const told = { order: stored, status, title: 'A pack', page: '', brought: [], pages: [] }
    expect(words.paid(told).terms?.heading).toBe(
      'The terms of 28 November 2026, to which you agreed',
    )
    expect(words.paid(told).terms?.clauses).toEqual(termsOf([gdpr], '2026-11-28'))
  })
})

describe('the privacy page', () => {
  it('names every kind of thing that the database stores of an order', async () => {
    const page = await pageAt('/privacy')
    const words = [...Object.values(orderColumns), ...Object.values(tables)]
    expect(words.filter((said) => said !== '' && !page.includes(said))).toEqual([])
  })

  it('says what a bank is shown of a disputed payment, and on what ground it is kept', async () => {
    const page = await pageAt('/privacy')
    for (const said of ['if the payment is disputed', 'each download with its time and network'])
      expect(page).toContain(said)
    for (const ground of ['6(1)(b)', '6(1)(c)', '6(1)(f)']) expect(page).toContain(ground)
  })

  it('says how long each kind is kept, as it is deleted', async () => {
    const page = await pageAt('/privacy')
    const { retentionYears, keyBackupDays } = shop.site.config
    for (const { what, long } of Object.values(retentionOf(retentionYears, keyBackupDays)))
      expect(page).toContain(`${what}</th><td>${long}</td>`)
    const { token } = await shop.order()
    expect(await pageAt(`/orders/${token}`)).toContain('it is kept for 90 days')
  })
})

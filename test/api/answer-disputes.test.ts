import { afterAll, beforeAll, expect, it } from 'vitest'
import { createOperator } from '../../site/operator.ts'
import { openShop, type Shop } from '../shop.ts'
import { downloaded } from './calls.ts'

const day = 86_400
const asked = { verb: 'evidence', by: 'Ada', why: 'it is complete' } as const

/** One shop whose evidence goes by itself, one whose operator has it sent. */
let shop: Shop
let careful: Shop
beforeAll(async () => {
  const environment = { MAIL_GRACE: 'PT0S' }
  shop = await openShop({ workers: [], environment })
  const byHand = { ...environment, DISPUTE_EVIDENCE: 'click' }
  careful = await openShop({ workers: [], environment: byHand })
})
afterAll(async () => {
  await careful.close()
  await shop.close()
})

/** Bought, told of by mail, downloaded, and then disputed with so many seconds to answer. */
async function disputed(at: Shop, dueIn: number) {
  const { order, token } = await at.buy()
  await downloaded(at, token)
  const letters = async () => (await at.site.outbox.sentOf(order)).length
  await expect.poll(letters).toBe(1)
  const intent = await at.intentOf(order)
  const { id } = await at.bank.dispute(intent, 'needs_response', dueIn)
  const found = async () => (await at.bank.disputeOf(intent))!
  const given = async () => (await found()).evidence_details.has_evidence
  await expect.poll(given).toBe(true)
  return { order, id, intent, found }
}

it('evidence lies at Stripe at once, and is not submitted while there is time', async () => {
  const { order, id, found } = await disputed(shop, 9 * day)
  const { evidence, evidence_details, status } = await found()
  expect([status, evidence_details.submission_count]).toEqual(['needs_response', 0])
  const { email, consent } = (await shop.site.orders.byId(order))!
  const [file] = await shop.site.releases.files(order)
  expect(evidence.customer_email_address).toBe(email)
  expect(evidence.product_description).toContain(order)
  expect(evidence.access_activity_log).toMatch(
    /^\S+Z version 1 downloaded from network 127\.0\.0\.0\/24$/,
  )
  expect(evidence.uncategorized_text).toContain(`Agreed to the terms of ${consent.terms}`)
  expect(evidence.uncategorized_text).toContain(`SHA-256 of the file ${file?.sha256}`)
  expect(evidence.uncategorized_text).toContain(`of its manifest ${file?.manifestSha256}`)
  expect(evidence.uncategorized_text).toContain(
    'Mail that it is paid, with the link of its page, was taken',
  )
  expect(evidence.refund_policy_disclosure).toMatch(
    / of 2026-11-30, .*we refund 20% of what you paid/,
  )
  const row = await answerOf(shop, id)
  expect(Date.parse(row.due_at) - Date.now()).toBeGreaterThan((day - 60) * 1_000)
})

it('it is submitted two days before it is due, once, and the order says so', async () => {
  const { order, id, found } = await disputed(shop, 2 * day)
  await expect.poll(async () => (await answerOf(shop, id)).ended_at).not.toBe(null)
  const { status, evidence_details } = await found()
  expect([status, evidence_details.submission_count]).toEqual(['under_review', 1])
  const attention = async () => (await shop.site.orders.byId(order))?.attentions.payment
  await expect.poll(attention).toContain('is open; evidence was submitted')
})

it('who downloads a pack again and again, or has its link mailed, cannot make it too long to be taken', async () => {
  const bought = await shop.buy()
  const { db } = shop.site.database
  const intent = await shop.intentOf(bought.order)
  const network = '2001:db8:ffff::/48'
  const many = Array.from({ length: 600 }, () => ({ order_id: bought.order, version: 1, network }))
  await db.insertInto('downloads').values(many).execute()
  await db
    .insertInto('outbox')
    .values(
      many.map(({ order_id }, at) => ({
        order_id,
        template: 'links' as const,
        version: at + 1,
        ended_at: new Date(0).toISOString(),
        ending: 'sent' as const,
      })),
    )
    .execute()
  await shop.bank.dispute(intent)
  const given = async () => (await shop.bank.disputeOf(intent))?.evidence_details.has_evidence
  await expect.poll(given).toBe(true)
  const { evidence } = (await shop.bank.disputeOf(intent))!
  expect(evidence.access_activity_log).toMatch(/\n\(\d+ more, which are left out here\)\n/)
  expect(evidence.uncategorized_text).toContain('Agreed to the terms of')
})

it('where an operator has to say so, it waits for that', async () => {
  const { order, id, found } = await disputed(careful, day)
  await expect.poll(async () => (await answerOf(careful, id)).staged_at).not.toBe(null)
  expect((await found()).status).toBe('needs_response')
  const submit = () => createOperator(careful.site)({ ...asked, subject: order })
  expect((await submit()).outcome).toBe(`evidence goes to the bank for ${id}`)
  await expect.poll(async () => (await found()).status).toBe('under_review')
  await expect.poll(async () => (await answerOf(careful, id)).ended_at).not.toBe(null)
  await expect(submit()).rejects.toThrow('has no dispute that evidence is taken for')
})

it('a dispute that was decided is answered no more', async () => {
  const { order, id, intent } = await disputed(careful, day)
  await careful.bank.disputeBecomes(id, 'lost')
  await expect.poll(async () => (await careful.site.orders.byId(order))?.state).toBe('revoked')
  await careful.site.disputeAnswers.approve(order, 'Ada')
  await expect.poll(async () => (await answerOf(careful, id)).ended_at).not.toBe(null)
  expect((await careful.bank.disputeOf(intent))?.evidence_details.submission_count).toBe(0)
})

const answerOf = (at: Shop, dispute: string) =>
  at.site.database.db
    .selectFrom('dispute_answers')
    .selectAll()
    .where('dispute_id', '=', dispute)
    .executeTakeFirstOrThrow()

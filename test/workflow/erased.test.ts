import { Client } from '@temporalio/client'
import { beforeAll, describe, expect, it } from 'vitest'
import { createOperator } from '../../site/operator.ts'
import { openShopAndConnection } from './shop-and-connection.ts'

const open = openShopAndConnection({
  workers: ['orders', 'assembly'],
  environment: { LATE_UPGRADE_WINDOW: 'PT12H' },
})
const asked = { verb: 'erase', by: 'Ada', why: 'the customer asked' } as const

const endOf = (order: string) =>
  new Client({ connection: open.connection }).workflow.getHandle(`order-${order}`).result()

/** It has its pack, and waits for texts that nobody writes. */
async function delivered() {
  const { shop } = open
  const bought = await shop.buy()
  await shop.until(bought.token, ({ release }) => release !== null)
  return { ...bought, intent: await shop.intentOf(bought.order) }
}

const erase = (order: string) => createOperator(open.shop.site)({ ...asked, subject: order })

describe('an order that is erased while it is tailored', () => {
  let order: string
  let token: string
  let intent: string
  let outcome: string

  beforeAll(async () => {
    ;({ order, token, intent } = await delivered())
    ;({ outcome } = await erase(order))
  })

  it('has its run end, which has not failed', async () => {
    await expect(endOf(order)).resolves.toBeUndefined()
  })

  it('says until when copies of its key are kept, also the second time', async () => {
    expect(outcome).toMatch(/^erased at \S+Z; copies of its key in backups end by \S+Z$/)
    expect((await erase(order)).outcome).toBe(outcome)
  })

  it.each([
    ['GET', ''],
    ['GET', '/again'],
    ['GET', '/events'],
    ['GET', '/corrections'],
    ['POST', '/corrections'],
    ['GET', '/pack.zip'],
    ['GET', '/pack.zip?version=1'],
    ['POST', '/resend'],
  ] as const)('is gone for %s /orders/…%s, in a sentence', async (method, rest) => {
    const url = `/orders/${token}${rest}`
    const answer = await open.shop.app.inject({
      method,
      url,
      ...(method === 'POST' && { payload: {} }),
    })
    expect([answer.statusCode, answer.json().title]).toEqual([410, 'This order was erased'])
  })

  it('has its refund and its dispute followed, with evidence that names nobody', async () => {
    const { shop } = open
    await shop.bank.refund(intent, 1_000)
    const paid = async () => (await shop.site.orders.byId(order))?.payment?.refunds.length
    await expect.poll(paid).toBe(1)
    await shop.bank.dispute(intent, 'needs_response', 86_400)
    const found = async () => (await shop.bank.disputeOf(intent))!
    const submitted = async () => (await found()).evidence_details.submission_count
    await expect.poll(submitted).toBe(1)
    const { evidence } = await found()
    expect(evidence.customer_email_address).toBeFalsy()
    expect(evidence.uncategorized_text).toContain('until the order was erased')
    expect(JSON.stringify(evidence)).not.toContain('owner@example.com')
    const { state, attentions } = (await shop.site.orders.byId(order))!
    expect([state, attentions.payment]).toEqual(['erased', expect.stringContaining('is open')])
  })

  it('has nothing more done to it but by way of its money', async () => {
    const act = createOperator(open.shop.site)
    for (const verb of ['retry', 'resume', 'cancel', 'resend', 'reached'] as const)
      await expect(act({ ...asked, verb, subject: order }), verb).rejects.toThrow(/erased|contact/)
  })
})

it('an order that is disputed is not erased, and whoever asks is told why', async () => {
  const { shop } = open
  const { order, token, intent } = await delivered()
  await shop.bank.dispute(intent)
  const contested = async () => (await shop.site.orders.byId(order))?.attentions.payment
  await expect.poll(contested).toBeTruthy()
  await expect(erase(order)).rejects.toThrow(`${order} is disputed, and the bank wants evidence`)
  expect((await shop.buyer.status(token)).state).toBe('improving')
})

it('what an operator looked for is on record as a keyed hash, and what came of it without it', async () => {
  const { database } = open.shop.site
  const act = createOperator(open.shop.site)
  const name = 'margaret@firm.example'
  await act({ ...asked, verb: 'find', subject: name })
  await expect(act({ ...asked, verb: 'link', subject: name })).rejects.toThrow(name)
  const records = database.db.selectFrom('operator_actions').select(['subject', 'outcome'])
  const [link, find] = await records.orderBy('id', 'desc').limit(2).execute()
  expect(find).toEqual({ subject: link?.subject, outcome: '0 orders' })
  expect(link?.subject).toMatch(/^text [\w-]{43}$/)
  expect(link?.outcome).toBe(`There is no order ${link?.subject}.`)
})

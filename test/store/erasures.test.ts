import { expect, it } from 'vitest'
import type { OrderState } from '../../pack/order.ts'
import type { Payment } from '../../pack/payment.ts'
import { post } from '../../store/mail/outbox.ts'
import { createBatches } from '../../store/orders/batches.ts'
import { eraseAgain } from '../../store/orders/erasures.ts'
import { createOperatorStore } from '../../store/orders/operator.ts'
import { createStores } from '../../store/stores.ts'
import { describeOnBoth } from '../databases.ts'
import { newDispute, newPayment, newRefund } from '../payments.ts'
import { dumpOf } from './dump.ts'
import { newOrder } from './new-order.ts'
import { addWholeOrder, email, secret } from './whole-order.ts'

const at = '2026-11-21T12:00:00.000Z'
const wish = { askedBy: 'customer', keyBackupDays: 7 } as const

describeOnBoth('an order that is erased', (database) => {
  const stores = () => createStores(database())

  async function seen(order: string, payment: Payment, isTakenBack = false) {
    const { orders } = stores()
    const look = await orders.beginLook(order)
    const sessionId = `cs_${order}`
    const told = { payment, paidAt: at, amountPaid: 7900, attention: null }
    return orders.settlePayment(order, look, { sessionId, isTakenBack, ...told })
  }

  it('has no key any more, and nothing that says whose it was', async () => {
    const order = await addWholeOrder(database())
    const { db, vault } = database()
    const rowOf = () =>
      db.selectFrom('orders').selectAll().where('id', '=', order).executeTakeFirstOrThrow()
    const before = await rowOf()
    const said = vault.fingerprints(`customer ${email}`)[0]
    expect(await dumpOf(database())).toContain(said)
    expect(await stores().erasures.erase(order, wish)).toBeNull()
    await stores().outbox.answerRequests(10)
    const dump = await dumpOf(database())
    expect(dump).toContain(order)
    const { email: sealed, answers } = before
    for (const gone of [said, ...before.company, ...[sealed, answers].map(hexOf)])
      expect(dump).not.toContain(gone)
    expect(await rowOf()).toMatchObject({ state: 'erased', customer: '', company: [] })
    const keys = await db
      .selectFrom('order_keys')
      .selectAll()
      .where('order_id', '=', order)
      .execute()
    expect(keys).toEqual([])
  })

  it('is in the batches that it was in, without what stopped an act on it', async () => {
    const order = await addWholeOrder(database())
    const { db } = database()
    const batches = createBatches(db)
    const id = await batches.make({ act: 'resend', by: 'ada', why: 'a test' }, [order])
    const said = { outcome: `No letter to ${email}.`, waits_for: `A letter to ${email}.` }
    await db.updateTable('batch_items').set(said).where('order_id', '=', order).execute()
    expect((await batches.items(id, 1))[0]?.outcome).toBe(said.outcome)
    await stores().erasures.erase(order, wish)
    const left = db.selectFrom('batch_items').selectAll().where('order_id', '=', order)
    expect(await left.execute()).toMatchObject([{ outcome: '', waits_for: null }])
  })

  it('is erased again when a database of before is restored, which knows only that it was', async () => {
    const order = await addWholeOrder(database())
    const { db } = database()
    const erasure = { asked_by: 'customer', key_id: 'old', backups_until: at } as const
    await db
      .insertInto('erasures')
      .values({ order_id: order, ...erasure })
      .execute()
    await db.deleteFrom('order_keys').where('order_id', '=', order).execute()
    await eraseAgain(db)
    expect(await stores().orders.byId(order)).toMatchObject({ state: 'erased', email: '' })
    expect(await stores().erasures.erasureOf(order)).toMatchObject({ askedBy: 'customer' })
  })

  it('has no key either where an older backup of the keys has one', async () => {
    const order = await addWholeOrder(database())
    const { db } = database()
    const key = db.selectFrom('order_keys').selectAll().where('order_id', '=', order)
    const kept = await key.executeTakeFirstOrThrow()
    await stores().erasures.erase(order, wish)
    await db.insertInto('order_keys').values(kept).execute()
    await eraseAgain(db)
    expect(await key.executeTakeFirst()).toBeUndefined()
  })

  it('has an erasure on record, and files to be removed, also where its key was lost before', async () => {
    const order = await addWholeOrder(database())
    await database().db.deleteFrom('order_keys').where('order_id', '=', order).execute()
    expect(await stores().erasures.erase(order, wish)).toBeNull()
    expect(await stores().erasures.erasureOf(order)).toMatchObject({ keyId: '' })
    expect(await stores().erasures.claimFiles(100)).toContainEqual({ order, tries: 1 })
  })

  it('keeps nothing of what a mail server says later, which names the address', async () => {
    const order = await addWholeOrder(database())
    const letter = { order, template: 'paid', version: 1 } as const
    await post(database().db, letter)
    await stores().erasures.erase(order, wish)
    const said = `550 5.1.1 <${email}>: user unknown`
    expect(await stores().mailReports.add(letter, 'bounce', said)).toBe(true)
    expect(await dumpOf(database())).not.toContain(email)
  })

  it('is an order all the same, of which its money and its times are known', async () => {
    const order = await addWholeOrder(database())
    await seen(order, newPayment())
    await stores().erasures.erase(order, wish)
    const { orders, releases, outcomes } = stores()
    expect(await orders.byId(order)).toMatchObject({
      ...{ id: order, state: 'erased', email: '', answers: {}, paidAt: '2026-11-21T10:01:00.000Z' },
      ...{ amount: 7900, payment: { intent: 'pi_1', amountReceived: 7900 } },
    })
    expect(await orders.asOf(order, 2)).toMatchObject({ answers: {} })
    expect(await releases.files(order)).toMatchObject([{ version: 1, sha256: 'a' }])
    expect(await releases.newest(order)).toBeNull()
    expect(await releases.published(order)).toEqual([])
    expect(await outcomes.ofOrder(order)).toEqual([])
  })

  it('says since when, by whose wish, and until when its key may lie in a backup', async () => {
    const order = await addWholeOrder(database())
    expect(await stores().erasures.erasureOf(order)).toBeUndefined()
    await stores().erasures.erase(order, wish)
    const erasure = await stores().erasures.erasureOf(order)
    expect(erasure).toMatchObject({ order, askedBy: 'customer', keyId: database().vault.keyIds[0] })
    const { erasedAt, backupsUntil } = erasure!
    expect(Date.parse(backupsUntil) - Date.parse(erasedAt)).toBe(7 * 86_400_000)
    await stores().erasures.erase(order, { askedBy: 'operator', keyBackupDays: 90 })
    expect(await stores().erasures.erasureOf(order)).toEqual(erasure)
  })

  it('is written to no more, of nothing', async () => {
    const order = await addWholeOrder(database())
    await seen(order, newPayment())
    const { outbox } = stores()
    await database()
      .db.insertInto('outbox')
      .values({ order_id: order, template: 'reminder', version: 1 })
      .execute()
    await stores().erasures.erase(order, wish)
    expect(await seen(order, newPayment({ refunds: [newRefund()] }), true)).toEqual([])
    const due = await outbox.claim(100, 0)
    expect(due.filter((letter) => letter.order === order)).toEqual([])
  })

  it('is found by no name, and lists that it stands in show it', async () => {
    const order = await addWholeOrder(database())
    await seen(order, newPayment())
    await stores().erasures.erase(order, wish)
    const operator = createOperatorStore(database())
    for (const text of [email, secret, ''])
      expect((await operator.find(text)).map((one) => one.order)).not.toContain(order)
    expect(await operator.find(order)).toMatchObject([
      { state: 'erased', email: '', company: null },
    ])
    expect(await stores().orders.ofCustomer(email, 50)).not.toContainEqual(
      expect.objectContaining({ id: order }),
    )
    await expect(stores().orderKeys.rotate(10)).resolves.toBe(0)
  })

  it('learns what becomes of its payment, and goes nowhere by that', async () => {
    const order = await addWholeOrder(database())
    await seen(order, newPayment())
    await stores().erasures.erase(order, wish)
    const lost = newPayment({ disputes: [newDispute({ status: 'lost' })] })
    expect(await seen(order, lost, true)).toEqual([])
    expect(await stores().orders.byId(order)).toMatchObject({ state: 'erased', payment: lost })
    expect(await seen(order, newPayment())).toEqual([])
    expect((await stores().orders.byId(order))?.state).toBe('erased')
  })

  it('takes no payment that comes for it later', async () => {
    const { orders, erasures } = stores()
    const { id } = await orders.create(newOrder())
    await orders.advance(id, { from: ['awaiting-payment'], to: 'expired' })
    await erasures.erase(id, wish)
    expect(await seen(id, newPayment())).toBeNull()
    expect(await orders.byId(id)).toMatchObject({ state: 'erased', paidAt: null })
  })

  it.each([
    ['awaiting-payment', [], {}],
    ['payment-pending', ['payment-pending'], {}],
    ['undelivered', ['paid'], {}],
    ['contested', ['paid', 'improving'], { disputes: [newDispute()] }],
    ['owed', ['paid', 'improving'], { refunds: [newRefund({ status: 'failed' })] }],
  ] satisfies [string, OrderState[], Partial<Payment>][])(
    'was not %s before: such an order stays as it is',
    async (obstacle, path, change) => {
      const { orders, erasures } = stores()
      const { id } = await orders.create(newOrder())
      let from: OrderState = 'awaiting-payment'
      for (const to of path) {
        await orders.advance(id, { from: [from], to })
        from = to
      }
      if (Object.keys(change).length > 0) await seen(id, newPayment(change))
      const before = await orders.byId(id)
      expect(await erasures.erase(id, wish)).toBe(obstacle)
      expect(await orders.byId(id)).toEqual(before)
      expect(await erasures.erasureOf(id)).toBeUndefined()
    },
  )
})

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

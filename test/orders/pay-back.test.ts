import { beforeEach, expect, it } from 'vitest'
import { createPayBack } from '../../orders/money/pay-back.ts'
import { createRefund } from '../../orders/operate/refund-order.ts'
import type { Payment } from '../../pack/payment.ts'
import { createPaymentStore } from '../../store/money/payments.ts'
import { createRefundRequests, requestRefund } from '../../store/money/refund-requests.ts'
import { createUnappliedPayments } from '../../store/money/unapplied-payments.ts'
import { createOrderStore } from '../../store/orders/orders.ts'
import { describeOnBoth } from '../databases.ts'
import { newDispute, newPayment, newRefund } from '../payments.ts'
import { newOrder } from '../store/new-order.ts'

const received = 9_480
const created = '2026-11-21T12:00:00.000Z'
const refused = Object.assign(new Error('Insufficient funds.'), { name: 'StripeRefused' })

const refundOf = (amount: number, purpose: string | null, status = 'succeeded') =>
  newRefund({ id: `re_${amount}`, amount, purpose, status })

const lost = newDispute({ amount: received, status: 'lost' })

describeOnBoth('money that goes back', (database) => {
  const orders = () => ({
    ...createOrderStore(database()),
    ...createPaymentStore(database().db),
    ...createUnappliedPayments(database().db),
  })
  const requests = () => createRefundRequests(database().db)
  const keys: string[] = []
  beforeEach(async () => {
    keys.splice(0)
    await database().db.deleteFrom('refund_requests').execute()
  })

  /** A paid order, and Stripe as it stands with it: `answer` to a refund that is asked for. */
  async function paidOrder() {
    const { id } = await orders().create(newOrder())
    const payment = newPayment({ intent: `pi_${id}`, amountReceived: received })
    const stripe = { payment, answer: async (): Promise<{ id: string } | null> => ({ id: 're_1' }) }
    const look = await orders().beginLook(id)
    const paid = { paidAt: created, amountPaid: received, isTakenBack: false, attention: null }
    await orders().settlePayment(id, look, { sessionId: `cs_${id}`, payment, ...paid })
    const db = database().db
    const payBack = async () => {
      await db.updateTable('refund_requests').set({ due_at: created }).execute()
      return createPayBack({
        requests: requests(),
        orders: orders(),
        payments: {
          retrievePayment: async () => stripe.payment,
          async createRefund({ idempotencyKey }) {
            keys.push(idempotencyKey)
            return stripe.answer()
          },
        },
        fulfil: async () => {},
        limit: 5_000,
        observe: { refunded() {}, refundPostponed() {}, refundStopped() {} },
      })()
    }
    const owe = (amount: number) => requestRefund(db, { order: id, purpose: 'shortfall', amount })
    const request = () =>
      db
        .selectFrom('refund_requests')
        .selectAll()
        .where('order_id', '=', id)
        .executeTakeFirstOrThrow()
    const attention = async () => (await orders().byId(id))?.attentions.refund
    const approve = (amount: number | null = null) =>
      createRefund({ orders: orders(), requests: requests() })({
        ...{ order: id, amount, reference: null, by: 'Ada' },
      })
    return { id, stripe, payBack, owe, request, attention, approve }
  }

  it('and was refused is asked for anew, since Stripe would repeat what it said', async () => {
    const { stripe, payBack, owe, attention, approve, id } = await paidOrder()
    await owe(2_000)
    stripe.answer = () => Promise.reject(refused)
    await payBack()
    expect(await attention()).toMatch('Insufficient funds.')
    stripe.answer = async () => ({ id: 're_2' })
    await approve(2_000)
    await payBack()
    expect(keys).toEqual([1, 2].map((n) => `refund-${id}-shortfall-${n}`))
    expect(await attention()).toBeUndefined()
  })

  it('and was refused since other money went back meanwhile needs no person', async () => {
    const { stripe, payBack, owe, request, attention } = await paidOrder()
    await owe(2_000)
    stripe.answer = () => {
      stripe.payment = { ...stripe.payment, refunds: [refundOf(received, 'operator-all')] }
      return Promise.reject(refused)
    }
    await payBack()
    expect(await attention()).toBeUndefined()
    await payBack()
    expect(await request()).toMatchObject({ refund_id: null, done_at: expect.any(String) })
  })

  it('is never what a bank has taken for good', async () => {
    const { stripe, payBack, owe, request } = await paidOrder()
    await owe(2_000)
    stripe.payment = { ...stripe.payment, disputes: [lost] }
    await payBack()
    expect(await request()).toMatchObject({ refund_id: null, done_at: expect.any(String) })
    expect(keys).toEqual([])
  })

  it('and found nothing to give back goes back once a refund by hand has failed', async () => {
    const { id, stripe, payBack, request, approve } = await paidOrder()
    const paid = { paidAt: created, amountPaid: received, isTakenBack: false, attention: null }
    const sees = async (payment: Payment) => {
      stripe.payment = payment
      const look = await orders().beginLook(id)
      await orders().settlePayment(id, look, { sessionId: `cs_${id}`, payment, ...paid })
    }
    await approve()
    stripe.payment = { ...stripe.payment, refunds: [refundOf(received, null)] }
    await payBack()
    expect(await request()).toMatchObject({ refund_id: null, done_at: expect.any(String) })
    await sees({ ...stripe.payment, refunds: [refundOf(received, null, 'failed')] })
    expect(await approve()).toMatch('go back within a minute')
    await payBack()
    expect(await request()).toMatchObject({ refund_id: 're_1' })
  })
})

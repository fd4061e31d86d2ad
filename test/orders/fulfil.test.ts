import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createFulfil, type Session } from '../../orders/money/fulfil.ts'
import { createLeaveUnapplied } from '../../orders/money/leave-unapplied.ts'
import type { OrderState } from '../../pack/order.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import { createPaymentStore } from '../../store/money/payments.ts'
import { createUnappliedPayments } from '../../store/money/unapplied-payments.ts'
import { createOrderStore } from '../../store/orders/orders.ts'
import { describeOnBoth } from '../databases.ts'
import { newPayment } from '../payments.ts'
import { newOrder } from '../store/new-order.ts'

const unpaid = { status: 'complete', paymentStatus: 'unpaid' } as const
const now = '2026-11-21T12:00:00.000Z'

const untouched = newPayment({ amountReceived: 9_480 })

describeOnBoth('fulfil', (database) => {
  const orders = () => ({
    ...createOrderStore(database()),
    ...createPaymentStore(database().db),
    ...createUnappliedPayments(database().db),
  })

  async function completed(id: string) {
    await orders().advance(id, { from: ['awaiting-payment'], to: 'paid' })
    await orders().advance(id, { from: ['paid'], to: 'improving' })
    await orders().advance(id, { from: ['improving'], to: 'complete' })
  }

  /** The use case with Stripe's answer given, and what it did. */
  async function shopWith(
    changes: Partial<Session> = {},
    stripe = { session: true, temporal: true },
  ) {
    const order = await orders().create(newOrder())
    const session = { ...paidFor(order), ...changes }
    const did = { started: 0, reached: [] as OrderState[], mismatched: [] as string[], missed: 0 }
    const observe = {
      reached: (_: unknown, state: OrderState) => did.reached.push(state),
      mismatched: (_: unknown, difference: string) => did.mismatched.push(difference),
      paidTwice: () => {},
      paymentMatters: () => {},
      notStarted: () => did.missed++,
    }
    const fulfil = createFulfil({
      orders: orders(),
      leaveUnapplied: createLeaveUnapplied({ orders: orders(), observe }),
      payments: {
        retrieveSession: async () => (stripe.session ? session : null),
        retrievePayment: async () => untouched,
      },
      runs: {
        start: async () => {
          if (!stripe.temporal) throw new Error('Temporal is away.')
          did.started++
        },
        ensureRunning: async () => {},
        paymentChanged: async () => {},
      },
      clock: () => new Date(now),
      observe,
    })
    const present = async () => (await orders().byId(order.id)) as StoredOrder
    return { id: order.id, did, present, fulfil: () => fulfil(session.id) }
  }

  it('marks a paid order with the time, and starts it', async () => {
    const { did, present, fulfil } = await shopWith()
    await fulfil()
    expect(await present()).toMatchObject({ state: 'paid', paidAt: now, attentions: {} })
    expect(did).toEqual({ started: 1, reached: ['paid'], mismatched: [], missed: 0 })
  })

  it('takes an order that a promotion made free', async () => {
    const { present, fulfil } = await shopWith({ paymentStatus: 'no_payment_required' })
    await fulfil()
    expect((await present()).state).toBe('paid')
  })

  it('tells that an order was reached once, at fifty callers', async () => {
    const { did, fulfil } = await shopWith()
    await Promise.all(Array.from({ length: 50 }, fulfil))
    expect(did.reached).toEqual(['paid'])
  })

  it('keeps a paid order paid while Temporal is away, and says so', async () => {
    const { did, present, fulfil } = await shopWith({}, { session: true, temporal: false })
    await fulfil()
    expect([(await present()).state, did.missed]).toEqual(['paid', 1])
  })

  it.each([
    ['open', { status: 'open', paymentStatus: 'unpaid' }, 'awaiting-payment', []],
    ['complete and unpaid', unpaid, 'payment-pending', ['payment-pending']],
    ['expired', { status: 'expired', paymentStatus: 'unpaid' }, 'expired', ['expired']],
  ] as const)('leaves an order where its payment is: %s', async (_, session, state, reached) => {
    const { did, present, fulfil } = await shopWith(session)
    await fulfil()
    expect((await present()).state).toBe(state)
    expect([did.reached, did.started]).toEqual([reached, 0])
  })

  it('ends an order whose debit failed before anybody told that it was pending', async () => {
    const { did, present, fulfil } = await shopWith({ ...unpaid, paymentFailed: true })
    await fulfil()
    expect((await present()).state).toBe('payment-failed')
    expect(did.reached).toEqual(['payment-failed'])
  })

  it.each(['payment-pending', 'payment-failed', 'expired'] as const)(
    'delivers for money that comes when the order is %s',
    async (state) => {
      const { id, present, fulfil } = await shopWith()
      await orders().advance(id, { from: ['awaiting-payment'], to: state })
      await fulfil()
      expect((await present()).state).toBe('paid')
    },
  )

  it('never takes an order back that is further on', async () => {
    const { id, present, fulfil } = await shopWith({ status: 'expired', paymentStatus: 'unpaid' })
    await completed(id)
    await fulfil()
    expect((await present()).state).toBe('complete')
  })

  it.each([
    ['paid', 1],
    ['improving', 1],
    ['complete', 0],
  ] as const)(
    'starts for an order that is %s when the page is loaded again: %i',
    async (state, runs) => {
      const { id, did, fulfil } = await shopWith()
      await orders().advance(id, { from: ['awaiting-payment'], to: 'paid' })
      if (state !== 'paid') await orders().advance(id, { from: ['paid'], to: 'improving' })
      if (state === 'complete') await orders().advance(id, { from: ['improving'], to: 'complete' })
      await fulfil()
      expect(did.started).toBe(runs)
    },
  )

  it('keeps what was paid, tax included', async () => {
    const { present, fulfil } = await shopWith()
    await fulfil()
    const { amount, amountPaid } = await present()
    expect(amountPaid).toBe((amount * 6) / 5)
  })

  describe('parks an order that was paid differently:', () => {
    it.each([
      ['currency', { currency: 'gbp' }],
      ['quantity', { quantity: 2 }],
      ['quantity', { quantity: null }],
      ['pack', { pack: 'infosec' }],
      ['pack', { pack: null }],
      ['tier', { tier: 'full' }],
      ['amount', { amountSubtotal: 7_899 }],
      ['amount', { amountSubtotal: 0 }],
    ])('%s, %j', async (what, session) => {
      const { did, present, fulfil } = await shopWith(session)
      await fulfil()
      const { state, attentions } = await present()
      expect([state, did.started]).toEqual(['awaiting-payment', 0])
      const why = new RegExp(`^The ${what} .*ordered is .* was paid for\\.$`)
      expect(attentions).toEqual({ parked: expect.stringMatching(why) })
      expect(did.mismatched).toEqual([attentions.parked])
    })
  })

  it('does not know a session that Stripe does not know', async () => {
    const { fulfil } = await shopWith({}, { session: false, temporal: true })
    expect(await fulfil()).toBeNull()
  })

  it.each([null, 'ord_of_another_shop'])(
    'does not know a session for the order %j',
    async (orderId) => {
      const { did, fulfil } = await shopWith({ orderId })
      expect([await fulfil(), did.started]).toEqual([null, 0])
    },
  )
})

function paidFor(order: StoredOrder): Session {
  return {
    id: `cs_test_${randomUUID()}`,
    status: 'complete',
    paymentStatus: 'paid',
    paymentFailed: false,
    paymentIntent: untouched.intent,
    currency: order.currency,
    amountSubtotal: order.amount,
    amountTotal: (order.amount * 6) / 5,
    quantity: 1,
    pack: order.pack,
    tier: order.tier,
    orderId: order.id,
  }
}

import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createFulfil } from '../../orders/money/fulfil.ts'
import { createLeaveUnapplied } from '../../orders/money/leave-unapplied.ts'
import type { OrderState } from '../../pack/order.ts'
import type { FraudWarning, Payment } from '../../pack/payment.ts'
import { createPaymentStore } from '../../store/money/payments.ts'
import { createUnappliedPayments } from '../../store/money/unapplied-payments.ts'
import { createOrderStore } from '../../store/orders/orders.ts'
import { describeOnBoth } from '../databases.ts'
import { newDispute, newPayment, newRefund } from '../payments.ts'
import { newOrder } from '../store/new-order.ts'

const received = 9_480
const at = '2026-11-21T12:00:00.000Z'

const refund = (status: string | null, amount = received) =>
  newRefund({ id: `re_${randomUUID()}`, amount, status })

const dispute = (status: string) => newDispute({ amount: received, status })

const warning = (actionable: boolean): FraudWarning => ({
  id: 'issfr_1',
  actionable,
  fraudType: 'made_with_stolen_card',
  created: at,
})

const part = received / 4

/** What Stripe says in turn, and where that leaves an order that had its first release. */
const lives: readonly [string, readonly Partial<Payment>[], OrderState][] = [
  ['nothing happened', [{}], 'improving'],
  ['a refund that succeeded', [{ refunds: [refund('succeeded')] }], 'revoked'],
  ['a refund under way', [{ refunds: [refund('pending')] }], 'revoked'],
  ['a refund that waits for the customer', [{ refunds: [refund('requires_action')] }], 'revoked'],
  ['a refund with no status', [{ refunds: [refund(null)] }], 'revoked'],
  ['a refund that failed', [{ refunds: [refund('failed')] }], 'improving'],
  ['a refund that was cancelled', [{ refunds: [refund('canceled')] }], 'improving'],
  ['a refund in part', [{ refunds: [refund('succeeded', part)] }], 'improving'],
  [
    'refunds in part that reach the whole',
    [{ refunds: [refund('succeeded', part), refund('pending', received - part)] }],
    'revoked',
  ],
  [
    'a refund that failed after it was under way',
    [{ refunds: [refund('pending')] }, { refunds: [refund('failed')] }],
    'improving',
  ],
  ...['warning_needs_response', 'warning_under_review', 'warning_closed', 'needs_response'].map(
    (status): (typeof lives)[number] => [
      `a dispute ${status}`,
      [{ disputes: [dispute(status)] }],
      'improving',
    ],
  ),
  ...[
    'under_review',
    'appeal_needs_response',
    'appeal_under_review',
    'won',
    'prevented',
    'new',
  ].map((status): (typeof lives)[number] => [
    `a dispute ${status}`,
    [{ disputes: [dispute(status)] }],
    'improving',
  ]),
  ['a dispute lost', [{ disputes: [dispute('lost')] }], 'revoked'],
  [
    'a dispute lost, appealed and won',
    [
      { disputes: [dispute('lost')] },
      { disputes: [dispute('appeal_under_review')] },
      { disputes: [dispute('won')] },
    ],
    'improving',
  ],
  [
    'a dispute lost after a refund in part, then won',
    [
      { refunds: [refund('succeeded', part)], disputes: [dispute('lost')] },
      { refunds: [refund('succeeded', part)], disputes: [dispute('won')] },
    ],
    'improving',
  ],
  ['an early fraud warning', [{ fraudWarnings: [warning(true)] }], 'improving'],
]

describeOnBoth('a payment', (database) => {
  const orders = () => ({
    ...createOrderStore(database()),
    ...createPaymentStore(database().db),
    ...createUnappliedPayments(database().db),
  })

  /** An order of which Stripe says now what it is told. */
  async function paidOrder() {
    const { id, ...order } = await orders().create(newOrder())
    let payment: Payment = { ...nothing, intent: `pi_${id}` }
    const told: string[] = []
    const session = {
      ...order,
      id: `cs_${id}`,
      orderId: id,
      status: 'complete',
      paymentStatus: 'paid',
      paymentFailed: false,
      paymentIntent: payment.intent,
      amountSubtotal: order.amount,
      amountTotal: received,
      quantity: 1,
    }
    const tell = (what: string) => async () => void told.push(what)
    const observe = {
      reached() {},
      mismatched() {},
      paidTwice() {},
      paymentMatters() {},
      notStarted() {},
    }
    const fulfil = createFulfil({
      orders: orders(),
      leaveUnapplied: createLeaveUnapplied({ orders: orders(), observe }),
      payments: { retrieveSession: async () => session, retrievePayment: async () => payment },
      runs: {
        start: tell('start'),
        ensureRunning: tell('ensure running'),
        paymentChanged: tell('payment changed'),
      },
      clock: () => new Date(at),
      observe,
    })
    const says = async (change: Partial<Payment>) => {
      payment = { ...nothing, intent: payment.intent, ...change }
      return fulfil(session.id)
    }
    return { id, told, says, present: async () => (await orders().byId(id))! }
  }

  it.each(lives)('with %s', async (_, turns, state) => {
    const { id, says, present } = await paidOrder()
    await says({})
    await orders().advance(id, { from: ['paid'], to: 'improving' })
    for (const turn of turns) await says(turn)
    expect((await present()).state).toBe(state)
  })

  it('that was refunded before anybody looked is never delivered, and no run is started', async () => {
    const { told, says, present } = await paidOrder()
    await says({ refunds: [refund('succeeded')] })
    expect((await present()).state).toBe('revoked')
    expect(told).toEqual(['payment changed'])
  })

  it('that came back before the first release starts a run, though one has ended', async () => {
    const { told, says, present } = await paidOrder()
    await says({ refunds: [refund('pending')] })
    await says({ refunds: [refund('failed')] })
    expect((await present()).state).toBe('paid')
    expect(told).toEqual(['payment changed', 'ensure running'])
  })

  it('that is contested asks for a person, until it is decided', async () => {
    const { says, present } = await paidOrder()
    await says({ disputes: [dispute('needs_response')] })
    expect((await present()).attentions.payment).toBe(
      'Dispute du_1 (product_not_received) of 94.80 EUR is open; evidence is due by 2026-11-30T00:00:00.000Z.',
    )
    await says({ disputes: [dispute('won')] })
    expect((await present()).attentions).toEqual({})
  })

  it('whose refund came back asks for a person, until another one stands', async () => {
    const { says, present } = await paidOrder()
    const ours = { ...refund('failed', part), purpose: 'shortfall', failureReason: 'lost_card' }
    await says({ refunds: [{ ...ours, id: 're_1' }] })
    expect((await present()).attentions.payment).toBe(
      'Refund re_1 of 23.70 EUR failed (lost_card); the customer has to be paid in another way.',
    )
    await says({ refunds: [ours, { ...ours, status: 'pending' }] })
    expect((await present()).attentions).toEqual({})
    await says({ refunds: [ours], disputes: [dispute('lost')] })
    expect((await present()).attentions).toEqual({})
    const byHand = refund('failed', part)
    await says({ refunds: [byHand, refund('succeeded', part)] })
    expect((await present()).attentions.payment).toContain('failed')
    await says({ refunds: [refund('pending', part), byHand] })
    expect((await present()).attentions).toEqual({})
  })

  describe('seen by two looks at once', () => {
    const seen = (sessionId: string, isTakenBack: boolean) => ({
      sessionId,
      payment: nothing,
      paidAt: at,
      amountPaid: received,
      isTakenBack,
      attention: null,
    })

    it.each([
      ['ended first', ['first', 'second']],
      ['ended last', ['second', 'first']],
    ] as const)('stands as the one saw it that began later, be it that it %s', async (_, ends) => {
      const { id } = await orders().create(newOrder())
      const looks = { first: await orders().beginLook(id), second: await orders().beginLook(id) }
      for (const one of ends)
        await orders().settlePayment(id, looks[one], seen(`cs_${id}`, one === 'second'))
      expect((await orders().byId(id))?.state).toBe('revoked')
    })
  })
})

const nothing = newPayment({ amountReceived: received })

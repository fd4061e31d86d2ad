import type { Dispute, Payment, Refund } from '../pack/payment.ts'

const created = '2026-11-21T12:00:00.000Z'

/** A payment to which nothing has happened, as Stripe has it. */
export function newPayment(change: Partial<Payment> = {}): Payment {
  return {
    intent: 'pi_1',
    currency: 'eur',
    amountReceived: 7_900,
    refunds: [],
    disputes: [],
    fraudWarnings: [],
    ...change,
  }
}

/** One that somebody made by hand, and that went through. */
export function newRefund(change: Partial<Refund> = {}): Refund {
  return {
    id: 're_1',
    amount: 7_900,
    status: 'succeeded',
    pendingReason: null,
    failureReason: null,
    purpose: null,
    created,
    ...change,
  }
}

/** One that evidence is taken for. */
export function newDispute(change: Partial<Dispute> = {}): Dispute {
  return {
    id: 'du_1',
    amount: 7_900,
    status: 'needs_response',
    reason: 'product_not_received',
    evidenceDueBy: '2026-11-30T00:00:00.000Z',
    submissions: 0,
    created,
    ...change,
  }
}

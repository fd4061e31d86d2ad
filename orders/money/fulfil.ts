import { isEntitled, type OrderState, unfinishedStates } from '../../pack/order.ts'
import { type Payment, takenBackBy } from '../../pack/payment.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import { mayTailor } from '../entitled-order.ts'
import type { LeaveUnapplied } from './leave-unapplied.ts'
import { paymentMatters } from './payment-matters.ts'

/** A Checkout Session as Stripe has it now. */
export interface Session {
  readonly id: string
  readonly status: string | null
  readonly paymentStatus: string
  /** The payment was tried and failed for good, as with a refused bank debit. */
  readonly paymentFailed: boolean
  /** Null until somebody pays, and where there is nothing to pay. */
  readonly paymentIntent: string | null
  readonly currency: string | null
  readonly amountSubtotal: number | null
  readonly amountTotal: number | null
  readonly quantity: number | null
  readonly pack: string | null
  readonly tier: string | null
  readonly orderId: string | null
}

interface UnpaidStep {
  readonly from: readonly OrderState[]
  readonly to: OrderState
}

interface SeenPayment {
  readonly sessionId: string
  readonly payment: Payment | null
  readonly paidAt: string
  readonly amountPaid: number | null
  readonly isTakenBack: boolean
  readonly attention: string | null
}

export interface FulfilPorts {
  readonly orders: {
    byId(id: string): Promise<StoredOrder | undefined>
    advance(id: string, step: UnpaidStep): Promise<boolean>
    isAccepted(session: string, difference: string): Promise<boolean>
    /** Numbers a look at Stripe, before it asks. */
    beginLook(id: string): Promise<number>
    /**
     * Does nothing after a look that began later. @returns the states that it moved the order to; null:
     * the order was paid in another session, or erased unpaid
     */
    settlePayment(
      id: string,
      look: number,
      seen: SeenPayment,
    ): Promise<readonly OrderState[] | null>
    /** Those of the order. */
    sessionsOf(id: string, intent: null): Promise<readonly string[]>
  }
  readonly payments: {
    retrieveSession(id: string): Promise<Session | null>
    retrievePayment(intent: string): Promise<Payment>
  }
  readonly runs: {
    /** Starts the order's workflow; harmless when it runs, or has run. */
    start(order: StoredOrder): Promise<unknown>
    /** Starts one also where an earlier one has ended. */
    ensureRunning(order: StoredOrder): Promise<unknown>
    /** Tells the running workflow to look at the payment again. */
    paymentChanged(id: string): Promise<unknown>
  }
  /** What a payment comes to that is not applied to its order. */
  readonly leaveUnapplied: LeaveUnapplied
  readonly clock: () => Date
  readonly observe: {
    reached(order: StoredOrder, state: OrderState): void
    paymentMatters(order: StoredOrder, matters: string): void
    /** The order is stored as it is; the sweep will start it, or its run finds out itself. */
    notStarted(order: StoredOrder, error: unknown): void
  }
}

export type Fulfil = (sessionId: string) => Promise<StoredOrder | null>

/**
 * Brings the order of a Checkout Session to where its payment is, be it paid, refunded or disputed,
 * and tells its workflow. Asks Stripe each time; safe at any number of callers, in any order.
 *
 * @returns the order as it stands now; null when the session is not ours
 */
export function createFulfil(ports: FulfilPorts): Fulfil {
  const { orders, payments, runs, leaveUnapplied, clock, observe } = ports

  return fulfil

  async function fulfil(sessionId: string): Promise<StoredOrder | null> {
    const session = await payments.retrieveSession(sessionId)
    const order = session?.orderId ? await orders.byId(session.orderId) : undefined
    if (!session || !order) return null
    const state = stateOf(session)
    if (state === null) return order
    if (state === 'paid') await settle(order, session)
    else await moveUnpaid(order, { from: movedFrom[state], to: state })
    const present = (await orders.byId(order.id)) ?? order
    await tellRun(order, present).catch((error) => observe.notStarted(present, error))
    return present
  }

  async function settle(order: StoredOrder, session: Session) {
    const look = await orders.beginLook(order.id)
    const payment =
      session.paymentIntent === null ? null : await payments.retrievePayment(session.paymentIntent)
    const difference = wasPaid(order) ? null : differenceBetween(order, session)
    if (difference !== null && !(await orders.isAccepted(session.id, difference)))
      return leaveUnapplied(order, { session: session.id, payment, difference })
    const attention = payment && paymentMatters(payment)
    const moves = await orders.settlePayment(order.id, look, {
      sessionId: session.id,
      payment,
      paidAt: clock().toISOString(),
      amountPaid: session.amountTotal,
      isTakenBack: payment !== null && takenBackBy(payment) !== null,
      attention,
    })
    if (moves === null) return leaveUnapplied(order, { session: session.id, payment, difference })
    for (const state of moves) observe.reached(order, state)
    if (attention && order.attentions.payment !== attention)
      observe.paymentMatters(order, attention)
    if (!moves.includes('paid')) return
    // What differed from the order before it was paid is now paid besides.
    const sessions = await orders.sessionsOf(order.id, null)
    for (const other of sessions.filter((one) => one !== session.id)) await fulfil(other)
  }

  async function moveUnpaid(order: StoredOrder, step: UnpaidStep) {
    const moved = await orders.advance(order.id, step)
    if (moved) observe.reached(order, step.to)
  }

  async function tellRun(before: StoredOrder, present: StoredOrder) {
    if (wasPaid(present) && !mayTailor(present)) await runs.paymentChanged(present.id)
    // A complete order has no run any more, and must not get another one.
    if (!unfinishedStates.includes(present.state)) return
    await (before.state === 'revoked' ? runs.ensureRunning(present) : runs.start(present))
  }
}

/** What was erased keeps what was paid for it. */
const wasPaid = ({ state }: StoredOrder) =>
  isEntitled(state) || state === 'revoked' || state === 'erased'

type PaymentState = 'payment-pending' | 'payment-failed' | 'expired' | 'paid'

/** The states that a payment's news changes; what comes late or twice changes none. */
const movedFrom: Readonly<Record<PaymentState, readonly OrderState[]>> = {
  'payment-pending': ['awaiting-payment'],
  'payment-failed': ['awaiting-payment', 'payment-pending'],
  expired: ['awaiting-payment'],
  paid: ['awaiting-payment', 'payment-pending', 'payment-failed', 'expired'],
}

/** Where the payment is; null: nothing to act on yet. */
function stateOf(session: Session): PaymentState | null {
  const { paymentStatus, status } = session
  if (paymentStatus === 'paid' || paymentStatus === 'no_payment_required') return 'paid'
  if (status === 'expired') return 'expired'
  if (status !== 'complete') return null
  return session.paymentFailed ? 'payment-failed' : 'payment-pending'
}

/** What was paid for must be what was ordered; null when it is, else what differs. */
function differenceBetween(order: StoredOrder, session: Session): string | null {
  const compared = [
    ['currency', order.currency, session.currency],
    ['quantity', 1, session.quantity],
    ['pack', order.pack, session.pack],
    ['tier', order.tier, session.tier],
    ['amount before tax and discounts', order.amount, session.amountSubtotal],
  ] as const
  const sentences = compared
    .filter(([, ordered, paid]) => ordered !== paid)
    .map(([what, ordered, paid]) => `The ${what} ordered is ${ordered}, but ${paid} was paid for.`)
  return sentences.length === 0 ? null : sentences.join(' ')
}

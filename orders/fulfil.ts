import { type AttentionKind, isEntitled, type OrderState, unfinishedStates } from '../pack/order.ts'
import type { StoredOrder } from '../pack/stored-order.ts'

/** A Checkout Session as Stripe has it now. */
export interface Session {
  readonly id: string
  readonly status: string | null
  readonly paymentStatus: string
  /** The payment was tried and failed for good, as with a refused bank debit. */
  readonly paymentFailed: boolean
  readonly currency: string | null
  readonly amountSubtotal: number | null
  readonly amountTotal: number | null
  readonly quantity: number | null
  readonly pack: string | null
  readonly tier: string | null
  readonly orderId: string | null
}

interface PaymentStep {
  readonly from: readonly OrderState[]
  readonly to: OrderState
  readonly paidAt?: string
  readonly amountPaid?: number | null
}

export interface FulfilPorts {
  readonly orders: {
    byId(id: string): Promise<StoredOrder | undefined>
    advance(id: string, step: PaymentStep): Promise<boolean>
    raise(id: string, kind: AttentionKind, why: string): Promise<void>
  }
  readonly payments: { retrieveSession(id: string): Promise<Session | null> }
  /** Starts the order's workflow; harmless when it runs. */
  readonly start: (order: StoredOrder) => Promise<void>
  readonly clock: () => Date
  readonly observe: {
    reached(order: StoredOrder, state: OrderState): void
    mismatched(order: StoredOrder, difference: string): void
    /** The order is paid and stored; the sweep will start it. */
    notStarted(order: StoredOrder, error: unknown): void
  }
}

export type Fulfil = (sessionId: string) => Promise<StoredOrder | null>

/**
 * Brings the order of a Checkout Session to where its payment is, and starts the workflow once it
 * is paid. Asks Stripe for the session each time; safe at any number of callers, in any order.
 *
 * @returns the order as it stands now; null when the session is not ours
 */
export function createFulfil(ports: FulfilPorts): Fulfil {
  const { orders, payments, start, clock, observe } = ports

  return async (sessionId) => {
    const session = await payments.retrieveSession(sessionId)
    const order = session?.orderId ? await orders.byId(session.orderId) : undefined
    if (!session || !order) return null
    const state = stateOf(session)
    if (state === null || order.state === 'revoked') return order
    if (state === 'paid') await settle(order, session)
    else await move(order, { from: before[state], to: state })
    const present = (await orders.byId(order.id)) ?? order
    // A complete order has no run any more, and must not get another one.
    if (unfinishedStates.includes(present.state))
      await start(present).catch((error) => observe.notStarted(present, error))
    return present
  }

  async function settle(order: StoredOrder, session: Session) {
    const difference = differenceBetween(order, session)
    if (difference !== null && !isEntitled(order.state)) {
      await orders.raise(order.id, 'parked', difference)
      observe.mismatched(order, difference)
      return
    }
    const payment = { paidAt: clock().toISOString(), amountPaid: session.amountTotal }
    await move(order, { from: before.paid, to: 'paid', ...payment })
  }

  async function move(order: StoredOrder, step: PaymentStep) {
    const moved = await orders.advance(order.id, step)
    if (moved) observe.reached(order, step.to)
  }
}

type PaymentState = 'payment-pending' | 'payment-failed' | 'expired' | 'paid'

/** The states that a payment's news changes; what comes late or twice changes none. */
const before: Readonly<Record<PaymentState, readonly OrderState[]>> = {
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

/** What was paid for must be what was ordered; null when it is, else the first difference. */
function differenceBetween(order: StoredOrder, session: Session): string | null {
  const compared = [
    ['currency', order.currency, session.currency],
    ['quantity', 1, session.quantity],
    ['pack', order.pack, session.pack],
    ['tier', order.tier, session.tier],
    ['amount before tax and discounts', order.amount, session.amountSubtotal],
  ] as const
  const found = compared.find(([, ordered, paid]) => ordered !== paid)
  return found ? `The ${found[0]} ordered is ${found[1]}, but ${found[2]} was paid for.` : null
}

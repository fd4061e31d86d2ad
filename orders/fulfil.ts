import type { Attention, OrderState } from '../pack/order.ts'
import { isEntitled } from '../pack/order.ts'
import type { StoredOrder } from './stored-order.ts'

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

interface Payment {
  readonly paidAt: string
  readonly amountPaid: number | null
}

export interface FulfilPorts {
  readonly orders: {
    byId(id: string): Promise<StoredOrder | undefined>
    advance(id: string, to: OrderState, change?: Payment): Promise<boolean>
    setAttention(id: string, attention: Attention, note: string | null): Promise<void>
  }
  readonly payments: { retrieveSession(id: string): Promise<Session | null> }
  /** Starts the order's workflow; harmless when it runs or has run. */
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
 * @returns the order as it was found; null when the session is not ours
 */
export function createFulfil(ports: FulfilPorts): Fulfil {
  const { orders, payments, start, clock, observe } = ports

  return async (sessionId) => {
    const session = await payments.retrieveSession(sessionId)
    const order = session?.orderId ? await orders.byId(session.orderId) : undefined
    if (!session || !order) return null
    const state = stateOf(session)
    if (state === null || order.state === 'revoked') return order
    if (state !== 'paid') await wait(order, state)
    else await deliver(order, session)
    return order
  }

  async function wait(order: StoredOrder, state: OrderState) {
    // The debit may have failed before anybody told us that it was under way.
    if (state === 'payment-failed') await move(order, 'payment-pending')
    await move(order, state)
  }

  async function deliver(order: StoredOrder, session: Session) {
    const difference = differenceBetween(order, session)
    if (difference !== null && !isEntitled(order.state)) {
      await orders.setAttention(order.id, 'parked', difference)
      observe.mismatched(order, difference)
      return
    }
    const payment = { paidAt: clock().toISOString(), amountPaid: session.amountTotal }
    await move(order, 'paid', payment)
    await start(order).catch((error) => observe.notStarted(order, error))
  }

  async function move(order: StoredOrder, state: OrderState, payment?: Payment) {
    const moved = await orders.advance(order.id, state, payment)
    if (moved) observe.reached(order, state)
  }
}

/** Where the payment is; null: nothing to act on yet. */
function stateOf(session: Session): OrderState | null {
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

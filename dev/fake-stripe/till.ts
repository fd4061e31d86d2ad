import { setTimeout as sleep } from 'node:timers/promises'
import type Stripe from 'stripe'
import type { Deliveries } from './deliveries.ts'
import type { Fees } from './fees.ts'
import type { Ledger } from './ledger.ts'
import { completed, expired, paymentIntentOf, settlement } from './payment.ts'
import { openSession, sessionLifetime } from './session.ts'
import type { SessionParams } from './session-params.ts'

/** What a buyer may do on the payment page. */
export const outcomes = ['paid', 'async-paid', 'async-failed', 'expired'] as const
export type Outcome = (typeof outcomes)[number]

interface Parts {
  readonly ledger: Ledger
  readonly deliveries: Deliveries
  readonly fees: Pick<Fees, 'charge'>
  /** How long a bank debit takes to settle or bounce. */
  readonly settleAfterMs: number
  readonly closing: AbortSignal
}

/** Where sessions are opened, paid and closed; each step is told to the shop by an event. */
export function createTill({ ledger, deliveries, fees, settleAfterMs, closing }: Parts) {
  function open(params: SessionParams, origin: string): Stripe.Checkout.Session {
    const { session, lineItems, products } = openSession(params, origin)
    const paymentMetadata = params.payment_intent_data?.metadata ?? {}
    for (const product of products) ledger.put(product)
    ledger.put(session)
    ledger.putDetails(session.id, { lineItems, paymentMetadata })
    setTimeout(() => expire(session.id), sessionLifetime * 1000).unref()
    return session
  }

  /** Does nothing to a session that is no longer open: a second press of the button. */
  function act(id: string, outcome: Outcome): void {
    if (outcome === 'expired') expire(id)
    else if (outcome === 'paid') complete(id, 'succeeded')
    else if (complete(id, 'processing')) void settle(id, outcome)
  }

  function complete(id: string, status: 'succeeded' | 'processing'): boolean {
    const session = ledger.find('checkout.session', id)
    if (session?.status !== 'open') return false
    const intent = paymentIntentOf(session, status, ledger.detailsOf(id).paymentMetadata)
    ledger.put(intent)
    fees.charge(intent)
    deliveries.announce('checkout.session.completed', completed(session, intent))
    return true
  }

  async function settle(id: string, outcome: 'async-paid' | 'async-failed'): Promise<void> {
    const closed = await sleep(settleAfterMs, false, { signal: closing }).catch(() => true)
    const session = ledger.find('checkout.session', id)
    const paidBy = session?.payment_intent
    const intent = typeof paidBy === 'string' && ledger.find('payment_intent', paidBy)
    if (closed || !session || !intent) return
    const result = settlement(outcome, session, intent)
    ledger.put(result.intent)
    fees.charge(result.intent)
    deliveries.announce(result.type, result.session)
  }

  function expire(id: string): void {
    const session = ledger.find('checkout.session', id)
    if (session?.status === 'open')
      deliveries.announce('checkout.session.expired', expired(session))
  }

  return { open, act, expire }
}

export type Till = ReturnType<typeof createTill>

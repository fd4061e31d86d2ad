import { isNamed } from '../../pack/is-named.ts'
import {
  isContested,
  isOpen,
  leftOf,
  type Payment,
  type Refund,
  stands,
} from '../../pack/payment.ts'
import { amountIn } from '../../pack/price.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import { backOff } from '../back-off.ts'

interface Request {
  readonly order: string
  readonly purpose: string
  /** Of the payment that gives it back; null: the one that the order was paid by. */
  readonly intent: string | null
  readonly amount: number
  readonly tries: number
  readonly keyNumber: number
  readonly approvedBy: string | null
}

type Key = Pick<Request, 'order' | 'purpose'>

export interface PayBackPorts {
  readonly requests: {
    claim(limit: number): Promise<readonly Request[]>
    done(key: Key, refund: string | null): Promise<void>
    renewKey(key: Key, spent: number): Promise<void>
    /** Neither does anything where an operator has approved it since it was claimed. */
    postpone(request: Request, seconds: number, why: string): Promise<void>
    stop(request: Request, why: string): Promise<void>
  }
  readonly orders: {
    byId(id: string): Promise<StoredOrder | undefined>
    /** Those that the PaymentIntent paid. */
    sessionsOf(order: null, intent: string): Promise<readonly string[]>
  }
  readonly payments: {
    retrievePayment(intent: string): Promise<Payment>
    /** @returns null when Stripe answered with a fault, which it replays for the same key */
    createRefund(wanted: {
      readonly intent: string
      readonly amount: number
      readonly order: string
      readonly purpose: string
      readonly idempotencyKey: string
    }): Promise<{ readonly id: string } | null>
  }
  /** Looks at the payment again, so that the order says what it has come to. */
  readonly fulfil: (sessionId: string) => Promise<unknown>
  /** Minor units up to which money goes back by itself. */
  readonly limit: number
  readonly observe: {
    refunded(order: string, refund: string, amount: number): void
    refundPostponed(order: string, error: unknown): void
    refundStopped(order: string, why: string): void
  }
}

/** A lease is longer than what is asked of Stripe for one, and not for several. */
const batch = 1
const pauseAfter = (tries: number) => backOff(tries, 60, 3_600)
const day = 86_400

const contested = 'The payment is contested, and is not refunded meanwhile.'

const otherCurrency = (order: StoredOrder, payment: Payment) =>
  `The order is in ${order.currency}, but was paid in ${payment.currency}; refund what is owed at Stripe.`

const aboveLimit = (amount: number, limit: number, { currency }: Payment) =>
  `A refund of ${amountIn(amount, currency)} is above the ${amountIn(limit, currency)} that go by themselves; approve it with npm run order -- refund.`

/**
 * Gives back what is owed, once a purpose. A refund that Stripe made and could not tell of is found by
 * its purpose, never made twice; what Stripe refuses, or is above the limit, waits for a person.
 *
 * @returns how many requests were taken
 */
export function createPayBack(ports: PayBackPorts) {
  const { requests, orders, payments, limit, observe } = ports

  return async (): Promise<number> => {
    const due = await requests.claim(batch)
    for (const request of due) await settle(request).catch((error) => later(request, error))
    return due.length
  }

  async function settle(request: Request): Promise<void> {
    const order = await orders.byId(request.order)
    const intent = request.intent ?? order?.payment?.intent
    if (order === undefined || intent === undefined) return requests.done(request, null)
    const payment = await payments.retrievePayment(intent)
    const made = payment.refunds.find((refund) => isFor(request, refund))
    const left = leftOf(payment)
    const amount = Math.min(request.amount, left)
    if (made !== undefined || left <= 0) return end(ports, request, intent, made?.id ?? null)
    if (isHeld(request, payment)) return requests.postpone(request, day, contested)
    if (isOwed(request) && payment.currency !== order.currency)
      return stop(ports, request, otherCurrency(order, payment))
    if (amount > limit && request.approvedBy === null)
      return stop(ports, request, aboveLimit(amount, limit, payment))
    const refund = await create(request, intent, amount)
    if (refund === null) return
    observe.refunded(order.id, refund.id, amount)
    await end(ports, request, intent, refund.id)
  }

  /**
   * Whoever else has the same request has the same key. A new one is taken only when Stripe has answered
   * for the old, with a fault or a refusal that it would repeat; what that left behind is in the list that
   * the next try begins with.
   */
  async function create(request: Request, intent: string, amount: number) {
    const { order, purpose, keyNumber } = request
    const idempotencyKey = `refund-${order}-${purpose}-${keyNumber}`
    try {
      const refund = await payments.createRefund({ intent, amount, order, purpose, idempotencyKey })
      if (refund !== null) return refund
      await requests.renewKey(request, keyNumber)
      await later(request, 'Stripe answered with a fault.')
    } catch (error) {
      if (!isNamed(error, 'StripeRefused')) throw error
      await requests.renewKey(request, keyNumber)
      // What went back meanwhile, or was disputed, is no reason to ask a person.
      const now = await payments.retrievePayment(intent)
      if (leftOf(now) < amount || now.disputes.some(isOpen)) await later(request, error)
      else
        await stop(ports, request, `${error.message} Refund it at Stripe, or have it tried again.`)
    }
    return null
  }

  async function later(request: Request, error: unknown): Promise<void> {
    await requests.postpone(request, pauseAfter(request.tries), String(error))
    observe.refundPostponed(request.order, error)
  }
}

/** What the order says follows from what has become of its payment. */
async function end(
  { requests, orders, fulfil }: PayBackPorts,
  request: Request,
  intent: string,
  refund: string | null,
): Promise<void> {
  await requests.done(request, refund)
  for (const session of await orders.sessionsOf(null, intent)) await fulfil(session)
}

async function stop(
  { requests, observe }: PayBackPorts,
  request: Request,
  why: string,
): Promise<void> {
  await requests.stop(request, why)
  observe.refundStopped(request.order, why)
}

/** What the order owes is in its own currency; what an operator gives back is in the payment's. */
const isOwed = ({ purpose }: Request) => purpose === 'shortfall'

/** After a fraud warning an operator may spare us the dispute; a disputed payment cannot be refunded. */
function isHeld({ approvedBy }: Request, payment: Payment): boolean {
  return approvedBy === null ? isContested(payment) : payment.disputes.some(isOpen)
}

/** Also one that somebody made by hand for the same amount, as was the way before. */
function isFor({ purpose, amount }: Request, refund: Refund): boolean {
  const isByHand = refund.purpose === null && purpose === 'shortfall' && refund.amount === amount
  return stands(refund) && (refund.purpose === purpose || isByHand)
}

import { isOpen, leftOf, type Payment, stands } from '../../pack/payment.ts'
import { amountIn } from '../../pack/price.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import { knownOrder } from '../entitled-order.ts'
import { NotApplicable } from './not-applicable.ts'

interface RefundRequest {
  readonly purpose: string
  /** Minor units. */
  readonly amount: number
  /** Why it waits for a person. */
  readonly stopped: string | null
  readonly isDone: boolean
  /** Stripe's. */
  readonly refund: string | null
}

interface Approved {
  readonly order: string
  readonly purpose: string
  readonly amount: number
  readonly by: string
}

export interface RefundPorts {
  readonly orders: { byId(id: string): Promise<StoredOrder | undefined> }
  readonly requests: {
    ofOrder(order: string): Promise<readonly RefundRequest[]>
    /** Has them go back, all or none, whatever stopped or ended them before. */
    approve(all: readonly Approved[]): Promise<void>
  }
}

interface WantedRefund {
  readonly order: string
  /** Minor units of the payment's currency; null: all that is left. */
  readonly amount: number | null
  /** Tells two refunds of the same amount apart. */
  readonly reference: string | null
  readonly by: string
}

/**
 * Gives money back by an operator's word, which also approves what waits for one. The same amount under
 * the same reference is the same refund, however often it is asked for.
 *
 * @returns what became of it
 * @throws UnknownOrder, NotApplicable
 */
export function createRefund({ orders, requests }: RefundPorts) {
  return async ({ order: id, amount, reference, by }: WantedRefund): Promise<string> => {
    const payment = paymentOf(await knownOrder(orders, id))
    const known = await requests.ofOrder(id)
    const waiting = known.filter(({ stopped, isDone }) => stopped !== null && !isDone)
    const left = leftOf(payment)
    const named = ['operator', amount ?? 'all', reference].filter((part) => part !== null).join('-')
    const purpose = named === everything && left > 0 ? nextOfAll(known, payment) : named
    const same =
      known.find((request) => request.purpose === purpose) ??
      waiting.find((request) => request.amount === amount && reference === null)
    if (same && hasGone(same, payment)) return `went back already: ${same.refund}`
    if (left <= 0) throw new NotApplicable(`All that was paid for ${id} went back already.`)
    if (amount !== null && amount > left)
      throw new NotApplicable(
        `Of ${id}, ${amountIn(left, payment.currency)} are left to give back, no more.`,
      )
    const wanted = same ?? { purpose, amount: amount ?? left }
    const all = amount === null ? [wanted, ...waiting] : [wanted]
    await requests.approve(all.map((one) => ({ order: id, by, ...one })))
    const sum = amountIn(wanted.amount, payment.currency)
    return same?.stopped === null
      ? `${sum} go back within a minute, as was asked for before; a second refund of as much takes a reference of its own`
      : `${sum} go back within a minute`
  }
}

const everything = 'operator-all'

/** All that is left may have to go once more: since it went, another refund has come back. */
function nextOfAll(known: readonly RefundRequest[], payment: Payment): string {
  const gone = known.filter(
    (request) => /^operator-all(\+\d+)?$/.test(request.purpose) && hasGone(request, payment),
  )
  return gone.length === 0 ? everything : `${everything}+${gone.length + 1}`
}

/** @throws NotApplicable */
function paymentOf({ id, state, payment }: StoredOrder): Payment {
  if (payment === null)
    throw new NotApplicable(`${id} is ${state}, and nothing was charged for it; cancel it instead.`)
  const dispute = payment.disputes.find(isOpen)
  if (dispute !== undefined)
    throw new NotApplicable(
      `${id} is disputed (${dispute.id}), and what a bank has taken back cannot be refunded; accept the dispute at Stripe instead.`,
    )
  return payment
}

/** A refund that came back leaves the money with us, as one that found nothing to give back may. */
function hasGone({ isDone, refund }: RefundRequest, { refunds }: Payment): boolean {
  const made = refunds.find(({ id }) => id === refund)
  return isDone && refund !== null && (made === undefined || stands(made))
}

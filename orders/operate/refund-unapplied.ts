import { isOpen, leftOf, type Payment } from '../../pack/payment.ts'
import { amountIn } from '../../pack/price.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import { knownOrder } from '../entitled-order.ts'
import { NotApplicable } from './not-applicable.ts'

interface Unapplied {
  readonly session: string
  readonly intent: string
}

export interface RefundUnappliedPorts {
  readonly orders: {
    byId(id: string): Promise<StoredOrder | undefined>
    /** Payments that a person has to decide about. */
    unappliedOf(order: string): Promise<readonly Unapplied[]>
  }
  readonly payments: { retrievePayment(intent: string): Promise<Payment> }
  readonly requests: {
    approve(
      all: readonly {
        readonly order: string
        readonly purpose: string
        readonly intent: string
        readonly amount: number
        readonly by: string
      }[],
    ): Promise<void>
  }
  /** Looks at the payment again, which may have gone back already. */
  readonly fulfil: (session: string) => Promise<unknown>
}

/**
 * Gives back, whole, each payment that came for an order and is not applied to it: a second one, or one
 * that differs. Each once, however often it is asked for.
 *
 * @returns what became of it
 * @throws UnknownOrder, NotApplicable
 */
export function createRefundUnapplied(ports: RefundUnappliedPorts) {
  const { orders, payments, requests, fulfil } = ports

  return async (id: string, by: string): Promise<string> => {
    await knownOrder(orders, id)
    const found = await Promise.all((await orders.unappliedOf(id)).map(look))
    if (found.length === 0) throw new NotApplicable(`${id} has no payment besides its own.`)
    const left = found.filter(({ payment }) => leftOf(payment) > 0)
    await requests.approve(
      left.map(({ session, payment }) => ({
        ...{ order: id, by, intent: payment.intent },
        ...{ purpose: `operator-unapplied-${session}`, amount: leftOf(payment) },
      })),
    )
    for (const { session } of found.filter((one) => !left.includes(one))) await fulfil(session)
    return left.length === 0 ? 'went back already' : `${left.map(inWords).join(' and ')} go back`
  }

  async function look({ session, intent }: Unapplied) {
    const payment = await payments.retrievePayment(intent)
    const dispute = payment.disputes.find(isOpen)
    if (dispute === undefined) return { session, payment }
    throw new NotApplicable(
      `${session} is disputed (${dispute.id}), and what a bank has taken back cannot be refunded; accept the dispute at Stripe instead.`,
    )
  }
}

function inWords({ payment }: { readonly payment: Payment }): string {
  return amountIn(leftOf(payment), payment.currency)
}

import type { OrderState, UnappliedKind } from '../../pack/order.ts'
import { type Payment, takenBackBy } from '../../pack/payment.ts'
import { amountIn } from '../../pack/price.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'

interface Unapplied {
  readonly session: string
  /** Null: nothing was charged. */
  readonly payment: Payment | null
  /** From what was ordered; null: the order was paid in another session. */
  readonly difference: string | null
}

export interface LeaveUnappliedPorts {
  readonly orders: {
    keepUnapplied(unapplied: {
      readonly order: string
      readonly session: string
      readonly kind: UnappliedKind
      readonly reason: string
      readonly payment: Payment | null
    }): Promise<void>
    /** @returns the states that the order moved to */
    returnUnapplied(of: { order: string; session: string }): Promise<readonly OrderState[]>
  }
  readonly observe: {
    reached(order: StoredOrder, state: OrderState): void
    mismatched(order: StoredOrder, difference: string): void
    paidTwice(order: StoredOrder, what: string): void
  }
}

export type LeaveUnapplied = (order: StoredOrder, unapplied: Unapplied) => Promise<void>

/**
 * What becomes of a payment that is not applied to its order, since it differs or another one is: a
 * person is asked what to do, until all of it has gone back.
 */
export function createLeaveUnapplied({ orders, observe }: LeaveUnappliedPorts): LeaveUnapplied {
  return async (order, { session, payment, difference }) => {
    if (payment !== null && takenBackBy(payment) !== null) {
      for (const state of await orders.returnUnapplied({ order: order.id, session }))
        observe.reached(order, state)
      return
    }
    const reason = difference ?? (payment && besides(order, session, payment))
    // Nothing was charged, and nothing differs.
    if (reason === null) return
    const kind = difference === null ? 'paid-twice' : 'parked'
    await orders.keepUnapplied({ order: order.id, session, kind, reason, payment })
    if (order.attentions[kind] === reason) return
    if (difference === null) observe.paidTwice(order, reason)
    else observe.mismatched(order, difference)
  }
}

function besides(
  { state, paidAt }: StoredOrder,
  session: string,
  { intent, currency, amountReceived }: Payment,
): string {
  const money = amountIn(amountReceived, currency)
  const when = state === 'erased' && paidAt === null ? 'after it was erased' : 'once more'
  return `${money} were paid for this order ${when} (${session}, ${intent}); give them back with refund-unapplied, and this goes by itself.`
}

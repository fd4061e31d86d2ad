import type { StoredOrder } from '../pack/stored-order.ts'
import type { Fulfil } from './fulfil.ts'

/** What may happen to a payment after it was made; the names are those of Stripe's objects. */
export type PaymentMatter = 'refund' | 'dispute' | 'radar.early_fraud_warning'

export interface FollowPaymentPorts {
  readonly orders: { byId(id: string): Promise<StoredOrder | undefined> }
  readonly payments: {
    /** The order whose payment it is about; null: none of ours. */
    orderOf(matter: PaymentMatter, id: string): Promise<string | null>
  }
  readonly fulfil: Fulfil
}

/**
 * Brings the order whose payment was refunded, disputed or warned of to where its payment is.
 *
 * @returns null when the payment is not ours
 */
export function createFollowPayment({ orders, payments, fulfil }: FollowPaymentPorts) {
  return async (matter: PaymentMatter, id: string): Promise<StoredOrder | null> => {
    const orderId = await payments.orderOf(matter, id)
    const order = orderId === null ? undefined : await orders.byId(orderId)
    return order?.sessionId ? fulfil(order.sessionId) : null
  }
}

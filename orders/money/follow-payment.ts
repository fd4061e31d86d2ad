import type { Fulfil } from './fulfil.ts'

/** What may happen to a payment after it was made; the names are those of Stripe's objects. */
export type PaymentMatter = 'refund' | 'dispute' | 'radar.early_fraud_warning'

export interface FollowPaymentPorts {
  readonly orders: {
    /** The sessions of the order, and those that the PaymentIntent paid. */
    sessionsOf(order: string | null, intent: string): Promise<readonly string[]>
  }
  readonly payments: {
    /** The PaymentIntent that it is about, and the order that it names; null: Stripe knows of none. */
    paymentOf(
      matter: PaymentMatter,
      id: string,
    ): Promise<{ readonly intent: string; readonly order: string | null } | null>
  }
  readonly fulfil: Fulfil
}

/** Brings the order whose payment was refunded, disputed or warned of to where its payments are. */
export function createFollowPayment({ orders, payments, fulfil }: FollowPaymentPorts) {
  return async (matter: PaymentMatter, id: string): Promise<void> => {
    const payment = await payments.paymentOf(matter, id)
    if (payment === null) return
    for (const session of await orders.sessionsOf(payment.order, payment.intent))
      await fulfil(session)
  }
}

import type Stripe from 'stripe'
import type { Fees } from '../../pack/payment.ts'
import { expectObject, inOurWords } from './calls.ts'

const expand = ['latest_charge.balance_transaction']

/** With what Stripe kept of it, as far as a key with restricted permissions may know that. */
export function retrieveWithFees(client: Stripe, intent: string): Promise<Stripe.PaymentIntent> {
  return client.paymentIntents
    .retrieve(intent, { expand })
    .catch((error) => {
      if (error?.statusCode !== 403) throw error
      return client.paymentIntents.retrieve(intent)
    })
    .catch(inOurWords)
}

/** Undefined: our key may not know them. */
export function feesOf(
  { latest_charge: charge, currency }: Stripe.PaymentIntent,
  disputes: readonly Stripe.Dispute[],
): Fees | undefined {
  if (typeof charge !== 'object' || charge === null) return undefined
  const { balance_transaction: moved } = expectObject(charge, 'charge')
  if (typeof moved === 'string') return undefined
  const ofDisputes = disputes.flatMap((dispute) => dispute.balance_transactions)
  return {
    payment: moved && feeIn(currency, moved),
    disputes: ofDisputes.reduce((sum, one) => sum + (feeIn(currency, one) ?? 0), 0),
  }
}

/** In the payment's currency, at the rate at which Stripe changed it into the balance's; null: there is none. */
function feeIn(currency: string, moved: Stripe.BalanceTransaction): number | null {
  const { fee, exchange_rate: rate } = expectObject(moved, 'balance_transaction')
  if (moved.currency === currency) return fee
  return rate ? Math.round(fee / rate) : null
}

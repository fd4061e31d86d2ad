import type Stripe from 'stripe'
import type { Dispute, FraudWarning, Payment, Refund } from '../../pack/payment.ts'
import { expectObject, inOurWords, isServerFault, orNull } from './calls.ts'
import { feesOf, retrieveWithFees } from './fees.ts'
import { allListed } from './list.ts'
import { iso } from './session.ts'
import type { EventObject } from './webhook.ts'

/** What may happen to a payment after it was made. */
type PaymentMatter = Exclude<EventObject, 'checkout.session'>

/** What became of payments, as Stripe has it now. */
export function createPayments(client: Stripe) {
  const retrieve = {
    refund: (id: string) => client.refunds.retrieve(id, withIntent),
    dispute: (id: string) => client.disputes.retrieve(id, withIntent),
    'radar.early_fraud_warning': (id: string) =>
      client.radar.earlyFraudWarnings.retrieve(id, withIntent),
  }

  return {
    /** The PaymentIntent that it is about, and the order that it names; null: Stripe knows of none. */
    async paymentOf(matter: PaymentMatter, id: string) {
      const found = await orNull<Concerning>(retrieve[matter](id))
      if (found === null) return null
      return paymentIn(expectObject(found, matter).payment_intent)
    },

    /** @returns null when Stripe answered with a fault, which it replays for the same key */
    async createRefund({ intent, amount, order, purpose, idempotencyKey }: WantedRefund) {
      const metadata = { order, purpose }
      const refund = await client.refunds
        .create({ payment_intent: intent, amount, metadata }, { idempotencyKey })
        .catch((error) => (isServerFault(error) ? null : inOurWords(error)))
      return refund && refundOf(expectObject(refund, 'refund'))
    },

    /** @param intent `pi_…` */
    async retrievePayment(intent: string): Promise<Payment> {
      const of = { payment_intent: intent }
      const { earlyFraudWarnings } = client.radar
      const [paid, refunds, disputes, warnings] = await Promise.all([
        retrieveWithFees(client, intent),
        allListed((start) => client.refunds.list({ ...of, ...start })),
        allListed((start) => client.disputes.list({ ...of, ...start })),
        allListed((start) => earlyFraudWarnings.list({ ...of, ...start })),
      ])
      return {
        intent,
        currency: expectObject(paid, 'payment_intent').currency,
        amountReceived: paid.amount_received,
        refunds: refunds.map((one) => refundOf(expectObject(one, 'refund'))),
        disputes: disputes.map((one) => disputeOf(expectObject(one, 'dispute'))),
        fraudWarnings: warnings.map((one) =>
          warningOf(expectObject(one, 'radar.early_fraud_warning')),
        ),
        fees: feesOf(paid, disputes),
      }
    },
  }
}

export interface WantedRefund {
  /** `pi_…`. */
  readonly intent: string
  /** Minor units of the payment's currency. */
  readonly amount: number
  readonly order: string
  /** Why it is ours; kept in the refund's metadata, by which it is found again. */
  readonly purpose: string
  readonly idempotencyKey: string
}

interface Concerning {
  readonly id: string
  readonly object: PaymentMatter
  readonly payment_intent?: string | Stripe.PaymentIntent | null
}

const withIntent = { expand: ['payment_intent'] }

/** A payment, the order that it names and what it brought; null: there is none, or it is not expanded. */
export function paymentIn(intent: string | Stripe.PaymentIntent | null | undefined) {
  if (typeof intent !== 'object' || intent === null) return null
  const { id, metadata, amount_received } = expectObject(intent, 'payment_intent')
  return { intent: id, order: metadata.order ?? null, received: amount_received }
}

export function refundOf(refund: Stripe.Refund): Refund {
  return {
    id: refund.id,
    amount: refund.amount,
    status: refund.status,
    pendingReason: refund.pending_reason ?? null,
    failureReason: refund.failure_reason ?? null,
    purpose: refund.metadata?.purpose ?? null,
    created: iso(refund.created),
  }
}

export function disputeOf(dispute: Stripe.Dispute): Dispute {
  const { due_by, submission_count } = dispute.evidence_details
  return {
    id: dispute.id,
    amount: dispute.amount,
    status: dispute.status,
    reason: dispute.reason,
    evidenceDueBy: due_by === null ? null : iso(due_by),
    submissions: submission_count,
    created: iso(dispute.created),
  }
}

export function warningOf(warning: Stripe.Radar.EarlyFraudWarning): FraudWarning {
  return {
    id: warning.id,
    actionable: warning.actionable,
    fraudType: warning.fraud_type,
    created: iso(warning.created),
  }
}

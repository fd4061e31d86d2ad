import type Stripe from 'stripe'
import type { Dispute, FraudWarning, Refund } from '../../pack/payment.ts'
import { listed } from './list.ts'
import { disputeOf, paymentIn, refundOf, warningOf } from './payments.ts'
import { type CheckoutSession, describeSession } from './session.ts'
import { type EventObject, eventTypes, objectOf } from './webhook.ts'

/** What was created from one moment until before another. ISO 8601, UTC; whole seconds count. */
export interface Window {
  readonly from: string
  readonly until: string
}

/** An event that a webhook should have told of. */
export interface RecentEvent {
  readonly eventId: string
  readonly type: string
  readonly objectId: string
  readonly tellsOf: EventObject
  /** Of a session: the order that it names. */
  readonly orderId: string | null
}

/** What happened to a payment after it was made, as Stripe has it now. */
export type RecentMatter = {
  readonly order: string | null
  readonly intent: string | null
  /** What the payment brought, in minor units of its own currency. */
  readonly received: number
} & (
  | { readonly kind: 'refund'; readonly matter: Refund }
  | { readonly kind: 'dispute'; readonly matter: Dispute }
  | { readonly kind: 'radar.early_fraud_warning'; readonly matter: FraudWarning }
)

/** What Stripe lists by the time of its creation, newest first. Some sessions are never listed. */
export function createRecent(client: Stripe) {
  return {
    async *recentSessions(window: Window): AsyncGenerator<CheckoutSession, void> {
      const created = within(window)
      const all = listed((start) => client.checkout.sessions.list({ created, ...start }))
      for await (const session of all) yield describeSession(session)
    },

    async *recentMatters(window: Window): AsyncGenerator<RecentMatter, void> {
      const which = { created: within(window), expand: ['data.payment_intent'] }
      for await (const one of listed((start) => client.refunds.list({ ...which, ...start })))
        yield { kind: 'refund', matter: refundOf(one), ...namedBy(one) }
      for await (const one of listed((start) => client.disputes.list({ ...which, ...start })))
        yield { kind: 'dispute', matter: disputeOf(one), ...namedBy(one) }
      const { earlyFraudWarnings } = client.radar
      for await (const one of listed((start) => earlyFraudWarnings.list({ ...which, ...start })))
        yield { kind: 'radar.early_fraud_warning', matter: warningOf(one), ...namedBy(one) }
    },

    async *recentEvents(window: Window): AsyncGenerator<RecentEvent, void> {
      const which = { created: within(window), types: Object.keys(eventTypes) }
      for await (const event of listed((start) => client.events.list({ ...which, ...start }))) {
        const told = describeEvent(event)
        if (told !== null) yield told
      }
    },
  }
}

interface Concerning {
  readonly payment_intent?: string | Stripe.PaymentIntent | null
}

/** The PaymentIntent that it is about, the order that this names, and what it brought. */
function namedBy({ payment_intent }: Concerning) {
  return paymentIn(payment_intent) ?? { intent: null, order: null, received: 0 }
}

function within({ from, until }: Window): Stripe.RangeQueryParam {
  return { gte: seconds(from), lt: seconds(until) }
}

const seconds = (time: string) => Math.floor(Date.parse(time) / 1000)

/** Null: of no type that we act on. */
export function describeEvent({ id: eventId, type, data }: Stripe.Event): RecentEvent | null {
  const tellsOf = objectOf(type)
  const object = data.object as { id?: string; metadata?: Stripe.Metadata | null }
  if (tellsOf === null || object.id === undefined) return null
  const orderId = (tellsOf === 'checkout.session' && object.metadata?.order) || null
  return { eventId, type, objectId: object.id, tellsOf, orderId }
}

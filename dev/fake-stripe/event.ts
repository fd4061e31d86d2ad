import type Stripe from 'stripe'
import { apiVersion } from './api-version.ts'
import { newId, now, type SessionEvent } from './ledger.ts'

/** An event that nobody's request caused, with the session as it is at this moment. */
export function sessionEvent(
  type: SessionEvent['type'],
  session: Stripe.Checkout.Session,
): SessionEvent {
  return {
    id: newId('evt'),
    object: 'event',
    api_version: apiVersion,
    created: now(),
    data: { object: session },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
  }
}

import { apiVersion } from './api-version.ts'
import { type Announced, type FakeEvent, newId, now } from './ledger.ts'

/** An event that nobody's request caused, with the object as it is at this moment. */
export function eventOf(type: string, object: Announced): FakeEvent {
  return {
    id: newId('evt'),
    object: 'event',
    api_version: apiVersion,
    created: now(),
    data: { object },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
  }
}

import type Stripe from 'stripe'
import { z } from 'zod'
import { apiVersion } from './api-version.ts'
import { newId, now } from './ledger.ts'

/** The account's webhook endpoint. Whoever sits at the dashboard may change it. */
interface Endpoint {
  readonly url: string
  readonly status: 'enabled' | 'disabled'
  readonly enabled_events: readonly string[]
  readonly api_version: string | null
  readonly event_payload: 'snapshot' | 'thin'
  /** By which of Stripe's interfaces it was made, and is listed. */
  readonly made_by: 'v1' | 'v2'
}

export const endpointForm = z.strictObject({
  url: z.url().optional(),
  status: z.enum(['enabled', 'disabled']).optional(),
  enabled_events: z.array(z.string()).optional(),
  api_version: z.string().optional(),
  event_payload: z.enum(['snapshot', 'thin']).optional(),
  made_by: z.enum(['v1', 'v2']).optional(),
})

export function createEndpoint(url: string) {
  const made = { id: newId('we').slice(0, 27), created: now() }
  let present: Endpoint = {
    url,
    status: 'enabled',
    enabled_events: ['*'],
    api_version: apiVersion,
    event_payload: 'snapshot',
    made_by: 'v1',
  }
  return {
    change: (change: z.infer<typeof endpointForm>) =>
      (present = { ...present, ...change } as Endpoint),
    /** Is it sent an event of this type? */
    takes: (type: string) =>
      present.status === 'enabled' &&
      (present.enabled_events.includes('*') || present.enabled_events.includes(type)),
    v1: () => (present.made_by === 'v1' ? [webhookEndpoint(made, present)] : []),
    v2: () => (present.made_by === 'v2' ? [eventDestination(made, present)] : []),
  }
}

export type FakeEndpoint = ReturnType<typeof createEndpoint>

interface Made {
  readonly id: string
  readonly created: number
}

function webhookEndpoint({ id, created }: Made, endpoint: Endpoint): Stripe.WebhookEndpoint {
  return {
    id,
    object: 'webhook_endpoint',
    api_version: endpoint.api_version,
    application: null,
    created,
    description: null,
    enabled_events: [...endpoint.enabled_events],
    livemode: false,
    metadata: {},
    status: endpoint.status,
    url: endpoint.url,
  }
}

function eventDestination(
  { id, created }: Made,
  endpoint: Endpoint,
): Stripe.V2.Core.EventDestination {
  const at = new Date(created * 1000).toISOString()
  return {
    id: id.replace('we_', 'ed_'),
    object: 'v2.core.event_destination',
    created: at,
    description: '',
    enabled_events: [...endpoint.enabled_events],
    event_payload: endpoint.event_payload,
    events_from: ['@self'],
    livemode: false,
    metadata: {},
    name: 'The shop',
    ...(endpoint.event_payload === 'snapshot' &&
      endpoint.api_version !== null && { snapshot_api_version: endpoint.api_version }),
    status: endpoint.status,
    type: 'webhook_endpoint',
    updated: at,
    webhook_endpoint: { url: endpoint.url },
  }
}

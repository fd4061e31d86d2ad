import type Stripe from 'stripe'
import { inOurWords } from './calls.ts'
import { StripeRefused } from './errors.ts'
import { allListed, expectData } from './list.ts'

/** A webhook endpoint, or an event destination that is one. */
export interface Endpoint {
  readonly id: string
  readonly url: string
  readonly isEnabled: boolean
  /** `*`: all. */
  readonly events: readonly string[]
  /** Of the objects in its events; null: the account's own. */
  readonly apiVersion: string | null
  /** Its events name what they tell of and leave it out. */
  readonly isThin: boolean
}

/**
 * Where Stripe sends events. An endpoint stands in one list or the other, by how it was made; a key
 * that may not read the newer one is asked for the older alone.
 */
export function createEndpoints(client: Stripe) {
  return {
    async endpoints(): Promise<Endpoint[]> {
      const older = await allListed((start) => client.webhookEndpoints.list(start))
      const newer = await destinations(client).catch((error: unknown) => {
        if (error instanceof StripeRefused) return []
        throw error
      })
      const known = new Set(older.map(({ id }) => id))
      return [...older.map(fromEndpoint), ...newer.filter(({ id }) => !known.has(id))]
    },
  }
}

/** More than an account may have. */
const mostDestinations = 1_000

async function destinations({ v2 }: Stripe): Promise<Endpoint[]> {
  const list = v2.core.eventDestinations.list({ include: ['webhook_endpoint.url'] })
  const first = await list.catch(inOurWords)
  expectData(first)
  const all = await list.autoPagingToArray({ limit: mostDestinations }).catch(inOurWords)
  return all.filter(({ type }) => type === 'webhook_endpoint').map(fromDestination)
}

export function fromEndpoint(endpoint: Stripe.WebhookEndpoint): Endpoint {
  return {
    id: endpoint.id,
    url: endpoint.url,
    isEnabled: endpoint.status === 'enabled',
    events: endpoint.enabled_events,
    apiVersion: endpoint.api_version,
    isThin: false,
  }
}

function fromDestination(destination: Stripe.V2.Core.EventDestination): Endpoint {
  return {
    id: destination.id,
    url: destination.webhook_endpoint?.url ?? '',
    isEnabled: destination.status === 'enabled',
    events: destination.enabled_events,
    apiVersion: destination.snapshot_api_version ?? null,
    isThin: destination.event_payload === 'thin',
  }
}

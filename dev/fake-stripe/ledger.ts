import { randomBytes } from 'node:crypto'
import type Stripe from 'stripe'
import { unknownObject } from './refusal.ts'

/** Objects whose changes the shop is told of. */
export type Announced =
  | Stripe.Checkout.Session
  | Stripe.Refund
  | Stripe.Dispute
  | Stripe.Radar.EarlyFraudWarning

/** A snapshot event of one of them. */
export interface FakeEvent extends Omit<Stripe.Event, 'type' | 'data' | 'created'> {
  readonly type: string
  readonly created: number
  readonly data: { readonly object: Announced }
}

type StripeObject =
  | Announced
  | Stripe.PaymentIntent
  | Stripe.Charge
  | Stripe.BalanceTransaction
  | Stripe.Product
  | FakeEvent

type Kind = StripeObject['object']
type Of<K extends Kind> = Extract<StripeObject, { object: K }>

/** What Stripe keeps about a session beside the object itself. */
interface Details {
  readonly lineItems: readonly Stripe.LineItem[]
  /** For the PaymentIntent, which exists from the payment on. */
  readonly paymentMetadata: Stripe.Metadata
}

const nothing: Details = { lineItems: [], paymentMetadata: {} }

/** What this Stripe account holds, in memory. Objects are replaced, never changed. */
export function createLedger() {
  const objects = new Map<string, StripeObject>()
  const details = new Map<string, Details>()
  /** Newest first, until the next object is put: a list is asked for page by page. */
  const lists = new Map<Kind, readonly StripeObject[]>()

  function listOf(kind: Kind): readonly StripeObject[] {
    const list =
      lists.get(kind) ?? [...objects.values()].filter(({ object }) => object === kind).reverse()
    lists.set(kind, list)
    return list
  }

  function find<K extends Kind>(kind: K, id: string): Of<K> | undefined {
    const object = objects.get(id)
    return object?.object === kind ? (object as Of<K>) : undefined
  }

  /** @throws Refusal as Stripe's where there is none */
  function retrieve<K extends Kind>(kind: K, id: string): Of<K> {
    const object = find(kind, id)
    if (object === undefined) throw unknownObject(kind, id)
    return object
  }

  return {
    find,
    retrieve,
    put(object: StripeObject): void {
      objects.set(object.id, object)
      lists.delete(object.object)
    },
    get: (id: string) => objects.get(id),
    newestFirst: <K extends Kind>(kind: K) => listOf(kind) as readonly Of<K>[],
    putDetails: (session: string, value: Details) => void details.set(session, value),
    detailsOf: (session: string) => details.get(session) ?? nothing,
  }
}

export type Ledger = ReturnType<typeof createLedger>

/** `cs_test_…`: Stripe's prefix and a part nobody can guess. */
export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(16).toString('hex')}`
}

/** Seconds since the epoch, as all of Stripe's times. */
export function now(): number {
  return Math.floor(Date.now() / 1000)
}

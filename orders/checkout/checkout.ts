import { createHash, randomBytes } from 'node:crypto'
import { leftOutOf, soldPackOf } from '../../catalogue/catalogue.ts'
import type { PackDefinition } from '../../catalogue/definition.ts'
import { termsVersion } from '../../catalogue/terms/terms.ts'
import { isNamed } from '../../pack/is-named.ts'
import type { Answers, Currency, FrozenOrder, Tier } from '../../pack/order.ts'
import { priceOf } from '../../pack/price.ts'
import type { Composition } from '../../pack/release.ts'
import type { NewOrder, StoredOrder } from '../../pack/stored-order.ts'
import { listOf } from '../../pack/wording.ts'
import type { Linked } from '../link.ts'
import { firstComposition, plansOf } from '../release/sections.ts'
import { own } from '../release/unbuildable.ts'
import type { Examine, Examined } from './examine.ts'

export interface CheckoutInput {
  readonly pack: string
  readonly tier: Tier
  readonly email: string
  /** Not yet validated. */
  readonly answers: unknown
  readonly currency?: Currency | undefined
  readonly idempotencyKey?: string | undefined
  /** Paths of answers that were asked back and are right. */
  readonly confirmed?: readonly string[] | undefined
}

export type Checkout =
  | { readonly kind: 'created'; readonly order: Linked; readonly url: string }
  | { readonly kind: 'unknown-pack' }
  | ({ readonly kind: 'invalid' } & Mistakes)
  /** The same idempotency key came with another body. */
  | { readonly kind: 'key-reused' }
  /** The same order came with the same key, but its payment page is used or has expired. */
  | { readonly kind: 'closed'; readonly order: Linked }

/** What is to be corrected, or confirmed. */
export type Mistakes = Pick<Examined, 'fields' | 'doubts'>

export interface CheckoutPorts {
  readonly orders: {
    create(order: NewOrder): Promise<StoredOrder>
    byIdempotencyKey(key: string): Promise<StoredOrder | undefined>
    /** The first session stays. @returns the page of the one that stands */
    setSession(id: string, sessionId: string, url: string): Promise<string>
  }
  readonly payments: {
    createCheckout(request: {
      orderId: string
      pack: string
      tier: string
      title: string
      description: string
      amount: number
      currency: string
      email: string
    }): Promise<{ sessionId: string; url: string }>
    retrieveSession(id: string): Promise<{ status: string | null; url: string | null } | null>
  }
  readonly examine: Examine
  /**
   * Rejects when the pack's text cannot be built from the answers, or not at this moment.
   *
   * @param gone calls it off
   */
  readonly rehearse: (
    order: FrozenOrder,
    composition: Composition,
    gone?: AbortSignal,
  ) => Promise<unknown>
  /** The customer is on the way to Stripe's page: whatever can be done until they come back. */
  readonly prepare: (order: string) => void
  readonly clock: () => Date
}

/**
 * Takes an order as far as Stripe's page: validates the answers, rehearses the static pack so that
 * nothing is charged for that cannot be built, freezes the order, then creates the session. Whoever asks again with
 * their key, since the answer was lost or late, goes on where they were; nothing is rehearsed for them twice.
 */
export function createCheckout(ports: CheckoutPorts) {
  const { orders, payments, clock } = ports

  /** @param gone whoever asked has gone: what has not begun is called off */
  return async (input: CheckoutInput, gone?: AbortSignal): Promise<Checkout> => {
    const definition = soldPackOf(input.pack)
    if (definition === undefined) return { kind: 'unknown-pack' }
    const { answers, ...mistakes } = ports.examine(definition, input.answers, input.confirmed)
    if (answers === null) return { kind: 'invalid', ...mistakes }
    const order = freeze(definition, input, answers, clock().toISOString())
    const stored = (await madeBefore(order)) ?? (await make(order, gone))
    if (stored.requestHash !== order.requestHash) return { kind: 'key-reused' }
    try {
      const url = await payAt(definition, stored)
      if (url === null) return { kind: 'closed', order: stored }
      ports.prepare(stored.id)
      return { kind: 'created', order: stored, url }
    } catch (error) {
      if (refusedField(error) !== 'customer_email') throw error
      return { kind: 'invalid', fields: { email: refusedEmail }, doubts: [] }
    }
  }

  async function madeBefore({ idempotencyKey }: NewOrder): Promise<StoredOrder | undefined> {
    return idempotencyKey === null ? undefined : orders.byIdempotencyKey(idempotencyKey)
  }

  async function make(order: NewOrder, gone?: AbortSignal): Promise<StoredOrder> {
    await own(order.id, ports.rehearse(order, firstComposition(order), gone))
    return orders.create(order)
  }

  /** Null when the order was made before, and nothing can be paid for it any more. */
  async function payAt({ title }: PackDefinition, order: StoredOrder): Promise<string | null> {
    if (order.state !== 'awaiting-payment') return null
    if (order.sessionId !== null) return openPage(order.sessionId)
    const { id: orderId, pack, tier, amount, currency, email } = order
    const description = contentsOf(order)
    const request = { orderId, pack, tier, title, description, amount, currency, email }
    const { sessionId, url } = await payments.createCheckout(request)
    return orders.setSession(orderId, sessionId, url)
  }

  /** Stripe knows of a payment, or of a page's end, before its webhook has told us. */
  async function openPage(sessionId: string): Promise<string | null> {
    const session = await payments.retrieveSession(sessionId)
    return session?.status === 'open' ? session.url : null
  }
}

const refusedEmail = 'Stripe does not take this e-mail address.'

/** What these answers bring, said once more where the money is asked for. */
function contentsOf(order: StoredOrder): string {
  const sections = plansOf(order).map(({ title }) => title)
  const leftOut = leftOutOf(order).map(({ number }) => number)
  const missing = leftOut.length > 0 ? ` Not needed, so left out: ${listOf(leftOut)}.` : ''
  return `All documents that apply to you. Tailored sections: ${sections.join('; ')}.${missing}`
}

/** The parameter that Stripe refused; its error names it. */
function refusedField(error: unknown): unknown {
  return isNamed(error, 'StripeRefused') && 'param' in error ? error.param : null
}

function freeze(
  definition: PackDefinition,
  input: CheckoutInput,
  answers: Answers,
  frozenAt: string,
): NewOrder {
  const { pack, tier, email, idempotencyKey = null } = input
  const draft: FrozenOrder = {
    id: `ord_${randomBytes(12).toString('hex')}`,
    pack,
    tier,
    answers,
    currency: input.currency ?? 'eur',
    amount: priceOf(tier),
    contentVersion: definition.contentVersion,
    frozenAt,
  }
  return {
    ...draft,
    currency: input.currency ?? usualCurrency(definition, draft),
    email,
    consent: { terms: termsVersion, immediateDelivery: true, at: frozenAt },
    idempotencyKey,
    requestHash: hashOf([pack, tier, email, answers, input.currency ?? null]),
  }
}

/** Pounds for a firm that answers to UK law alone. */
function usualCurrency(definition: PackDefinition, order: FrozenOrder): Currency {
  const jurisdictions = definition.jurisdictions(definition.view(order))
  return jurisdictions.length === 1 && jurisdictions[0] === 'UK' ? 'gbp' : 'eur'
}

function hashOf(body: unknown): string {
  return createHash('sha256').update(JSON.stringify(body)).digest('hex')
}

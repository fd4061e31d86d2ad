import { randomUUID } from 'node:crypto'
import Stripe from 'stripe'
import { expectObject, inOurWords, isServerFault, orNull } from './calls.ts'
import { createEndpoints } from './endpoints.ts'
import { StripeUnavailable } from './errors.ts'
import { createEvidence } from './evidence.ts'
import { createHttpClient } from './http.ts'
import { createPayments } from './payments.ts'
import { createRecent } from './recent.ts'
import { type CheckoutSession, describeSession } from './session.ts'

// A literal, so that a newer `stripe` package does not compile until its changes were read.
export const apiVersion = '2026-10-28.endive'
const timeoutMs = 10_000

export interface StripeSettings {
  readonly secretKey: string
  /** Origin of the API; Stripe's own when absent. */
  readonly apiBase?: string | undefined
  /** Where the customer comes back to, without a slash at the end. */
  readonly publicUrl: string
  /** Stripe Tax adds the tax to the net price. */
  readonly tax: boolean
  /** Stripe issues an invoice for each payment. */
  readonly invoices: boolean
}

/** What is to be paid for, once. */
export interface CheckoutRequest {
  readonly orderId: string
  readonly pack: string
  readonly tier: string
  /** The name of the product, as the customer reads it while paying. */
  readonly title: string
  /** What is in it, in a sentence or two; shown under the name. */
  readonly description: string
  /** Net price in minor units of the currency. */
  readonly amount: number
  /** ISO 4217, lower case. */
  readonly currency: string
  readonly email: string
}

/** Stripe in our words. Every call throws `StripeUnavailable` or `StripeRefused`, or is a fault. */
export function createStripe(settings: StripeSettings) {
  const client = new Stripe(settings.secretKey, {
    apiVersion,
    timeout: timeoutMs,
    // Callers decide on retries: they know what else waits for the answer.
    maxNetworkRetries: 0,
    telemetry: false,
    httpClient: createHttpClient(),
    ...addressOf(settings.apiBase),
  })

  /** Opens the payment page for an order; asked again for the same order, the same page. */
  async function createCheckout(request: CheckoutRequest) {
    const params = sessionParams(request, settings)
    const create = (idempotencyKey: string) =>
      client.checkout.sessions.create(params, { idempotencyKey })
    // Stripe replays a stored 500 for the same key. The session it may have left is never shown
    // to anybody, so a second one does no harm.
    const session = await create(`checkout-${request.orderId}`)
      .catch((error) => {
        if (!isServerFault(error)) throw error
        return create(`checkout-${request.orderId}-${randomUUID()}`)
      })
      .catch(inOurWords)
    expectObject(session, 'checkout.session')
    if (!session.url) throw new StripeUnavailable(`Stripe gave session ${session.id} no page.`)
    return { sessionId: session.id, url: session.url }
  }

  /** The session as Stripe has it now; null when Stripe does not know it. */
  async function retrieveSession(id: string): Promise<CheckoutSession | null> {
    // Whatever a visitor made up as the id of a session is not worth a call.
    if (!/^cs_\w+$/.test(id)) return null
    const expand = ['line_items.data.price.product', 'payment_intent']
    const session = await orNull(client.checkout.sessions.retrieve(id, { expand }))
    return session && describeSession(expectObject(session, 'checkout.session'))
  }

  /** Closes a payment page; does nothing to one that is closed. */
  async function expireSession(id: string): Promise<void> {
    await client.checkout.sessions.expire(id).catch((error) => {
      // Stripe refuses one that is paid or expired; what it is now, a retrieval says.
      if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) inOurWords(error)
    })
  }

  return {
    createCheckout,
    expireSession,
    retrieveSession,
    ...createPayments(client),
    ...createEvidence(client),
    ...createRecent(client),
    ...createEndpoints(client),
  }
}

function sessionParams(
  request: CheckoutRequest,
  { publicUrl, tax, invoices }: StripeSettings,
): Stripe.Checkout.SessionCreateParams {
  const { orderId, pack, tier, title, description, amount, currency, email } = request
  const metadata = { order: orderId, pack, tier }
  return {
    mode: 'payment',
    client_reference_id: orderId,
    customer_email: email,
    metadata,
    // Refunds and disputes name the payment, not the session.
    payment_intent_data: { metadata },
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency,
          unit_amount: amount,
          tax_behavior: 'exclusive',
          product_data: { name: title, description, metadata: { pack, tier } },
        },
      },
    ],
    success_url: `${publicUrl}/checkout/done?session_id={CHECKOUT_SESSION_ID}`,
    cancel_url: `${publicUrl}/checkout/cancelled?pack=${encodeURIComponent(pack)}`,
    // We sell to businesses: whoever keeps the books needs the firm's name, and its tax id if any.
    name_collection: { business: { enabled: true } },
    tax_id_collection: { enabled: true },
    ...(tax && { automatic_tax: { enabled: true } }),
    ...(invoices && { invoice_creation: { enabled: true } }),
  }
}

function addressOf(apiBase: string | undefined) {
  if (apiBase === undefined) return {}
  const { protocol, hostname, port } = new URL(apiBase)
  const secure = protocol === 'https:'
  return {
    protocol: secure ? ('https' as const) : ('http' as const),
    host: hostname,
    port: port || (secure ? 443 : 80),
  }
}

import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import Stripe from 'stripe'
import { createBank } from '../../dev/bank.ts'
import { type FakeStripeOptions, startFakeStripe } from '../../dev/fake-stripe.ts'

export const webhookSecret = 'whsec_of_the_test_shop'

export interface Delivered {
  readonly body: Buffer
  readonly signature: string
}

/** A webhook endpoint that answers with the given statuses in turn, then 200, and keeps all. */
export async function openShop(statuses: readonly number[] = []) {
  const delivered: Delivered[] = []
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await buffer(request)
    delivered.push({ body, signature: String(request.headers['stripe-signature']) })
    response.writeHead(statuses[delivered.length - 1] ?? 200).end()
  }
  const server = createServer((request, response) => void answer(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no TCP port was given')
  const webhookUrl = `http://127.0.0.1:${address.port}/webhooks/stripe`
  return { webhookUrl, delivered, close: () => server.close() }
}

/** A shop, its fake Stripe at the pace of a test, and the vendor's client pointed at it. */
export async function openMarket(
  options: Partial<FakeStripeOptions> = {},
  statuses: readonly number[] = [],
) {
  const shop = await openShop(statuses)
  const fake = await startFakeStripe({
    webhookUrl: shop.webhookUrl,
    webhookSecret,
    redelivery: [20, 20, 20],
    settleAfterMs: 20,
    ...options,
  })
  const stripe = clientOf(fake.port)
  const events = () =>
    shop.delivered.map(({ body, signature }) =>
      stripe.webhooks.constructEvent(body, signature, webhookSecret),
    )
  const close = async () => {
    await fake.close()
    shop.close()
  }
  return { fake, bank: createBank(fake), shop, stripe, events, close }
}

export function clientOf(port: number, key = 'sk_test_packhorse'): Stripe {
  return new Stripe(key, { host: '127.0.0.1', port, protocol: 'http', maxNetworkRetries: 0 })
}

export function sale(
  extra: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Stripe.Checkout.SessionCreateParams {
  return {
    mode: 'payment',
    client_reference_id: 'ord_1',
    metadata: { order: 'ord_1' },
    customer_email: 'buyer@shop.example',
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: 'gbp',
          unit_amount: 7_900,
          tax_behavior: 'exclusive',
          product_data: { name: 'A pack', metadata: { pack: 'gdpr' } },
        },
      },
    ],
    success_url: 'http://127.0.0.1:9/done?session_id={CHECKOUT_SESSION_ID}',
    cancel_url: 'http://127.0.0.1:9/cancelled',
    ...extra,
  }
}

/** Presses a button of the payment page; without an outcome, the form is empty. */
export function press(url: string | null, outcome?: string): Promise<Response> {
  const body = new URLSearchParams(outcome === undefined ? {} : { outcome })
  return fetch(String(url), { method: 'POST', body, redirect: 'manual' })
}

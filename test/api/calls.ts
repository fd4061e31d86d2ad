import { randomUUID } from 'node:crypto'
import Stripe from 'stripe'
import { vi } from 'vitest'
import type { Answers } from '../../pack/order.ts'
import { mainFirm } from '../packs/firms.ts'
import { type Shop, webhookSecret } from '../shop.ts'
import { soon } from '../soon.ts'

type Json = Readonly<Record<string, unknown>>

/** A valid order, with the given members replaced. */
export function orderBody(changes: Json = {}) {
  const body = { pack: 'gdpr', tier: 'self-serve', email: 'owner@example.com', consent: true }
  return { ...body, answers: mainFirm.answers, ...changes }
}

/** Valid answers with the one at `path` (`company.legalName`) replaced. */
export function answersWith(path: string, value: unknown): Answers {
  const answers = structuredClone(mainFirm.answers)
  const keys = path.split('.')
  const last = keys.pop() ?? ''
  const holder = keys.reduce(
    (node, key) => node[key] as typeof node,
    answers as Record<string, unknown>,
  )
  holder[last] = value
  return answers
}

export function postOrder(shop: Shop, body: Json, headers: Record<string, string> = {}) {
  return shop.app.inject({ method: 'POST', url: '/checkout', payload: body, headers })
}

/** What a browser would post for these answers, both boxes ticked. */
export function orderForm(changes: Readonly<Record<string, string>> = {}): URLSearchParams {
  const form = new URLSearchParams(flat(mainFirm.answers))
  for (const [name, value] of Object.entries(orderBody()))
    if (typeof value === 'string') form.set(name, value)
  form.append('consent', 'terms')
  form.append('consent', 'delivery')
  for (const [name, value] of Object.entries(changes)) form.set(name, value)
  return form
}

function flat(value: unknown, path = ''): [string, string][] {
  if (typeof value !== 'object' || value === null) return [[path, String(value)]]
  const isChoices = Array.isArray(value) && value.every((one) => typeof one === 'string')
  const inside = (key: string) => (path === '' ? key : isChoices ? path : `${path}.${key}`)
  return Object.entries(value).flatMap(([key, child]) => flat(child, inside(key)))
}

export function postForm(shop: Shop, form: URLSearchParams, accept = 'text/html') {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept }
  return shop.app.inject({ method: 'POST', url: '/checkout', headers, payload: form.toString() })
}

/** A session's event as Stripe writes it, of an id that nobody used before. */
export function eventOf(sessionId: string, type = 'checkout.session.completed') {
  return {
    id: `evt_${randomUUID()}`,
    object: 'event',
    type,
    created: Math.floor(Date.now() / 1000),
    data: { object: { id: sessionId, object: 'checkout.session' } },
  }
}

export function signatureOf(payload: string, secret = webhookSecret, ageSeconds = 0): string {
  const timestamp = Math.floor(Date.now() / 1000) - ageSeconds
  return Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp })
}

export function deliver(shop: Shop, payload: string, signature = signatureOf(payload)) {
  const headers = { 'stripe-signature': signature, 'content-type': 'application/json' }
  return shop.app.inject({ method: 'POST', url: '/webhooks/stripe', headers, payload })
}

/** Presses a button of the test shop's payment page. */
export async function choose(url: string, outcome: string): Promise<void> {
  const body = new URLSearchParams({ outcome })
  const { status } = await fetch(url, { method: 'POST', body, redirect: 'manual' })
  if (status !== 303) throw new Error(`The payment page answered ${status}.`)
}

export function download(shop: Shop, token: string, headers: Record<string, string> = {}) {
  return shop.app.inject({ url: `/orders/${token}/pack.zip`, headers })
}

/** The download as soon as it is there. */
export function downloaded(shop: Shop, token: string) {
  return vi.waitFor(
    async () => {
      const answer = await download(shop, token)
      if (answer.statusCode !== 200) throw new Error(`Waited in vain: ${answer.body}`)
      return answer
    },
    { ...soon, interval: 200 },
  )
}

/** An order that is paid for and downloaded, where no worker runs. */
export async function takenHome(shop: Shop) {
  const bought = await shop.buy()
  await shop.until(bought.token, ({ state }) => state === 'paid')
  await downloaded(shop, bought.token)
  return bought
}

/** The value of a counter, summed over the labels that are not given. */
export async function counted(shop: Shop, name: string, labels: Json): Promise<number> {
  const metric = await shop.site.metrics.registry.getSingleMetric(`packhorse_${name}`)?.get()
  const wanted = metric?.values.filter((one) =>
    Object.entries(labels).every(([key, value]) => one.labels[key] === value),
  )
  return (wanted ?? []).reduce((sum, { value }) => sum + value, 0)
}

/** A session for the order as somebody would make it by hand at Stripe. @returns its page */
export async function otherSession(
  shop: Shop,
  order: string,
  price: object = {},
  product: object = {},
  quantity = 1,
): Promise<string> {
  const { amount = 0, currency = '' } = (await shop.site.orders.byId(order)) ?? {}
  const stripe = new Stripe('sk_test_1', {
    host: '127.0.0.1',
    port: shop.stripe.port,
    protocol: 'http',
  })
  const metadata = { pack: 'gdpr', tier: 'self-serve', ...product }
  const session = await stripe.checkout.sessions.create({
    mode: 'payment',
    metadata: { order },
    line_items: [
      {
        quantity,
        price_data: {
          currency,
          unit_amount: amount,
          tax_behavior: 'exclusive',
          product_data: { name: 'A pack', metadata },
          ...price,
        },
      },
    ],
    success_url: `${shop.publicUrl}/checkout/done?session_id={CHECKOUT_SESSION_ID}`,
  })
  return session.url ?? ''
}

import { randomUUID } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { expect } from 'vitest'
import { apiVersion } from '../../clients/stripe/stripe.ts'
import { eventTypes } from '../../clients/stripe/webhook.ts'
import { type Shop, webhookSecret } from '../shop.ts'
import { counted, deliver, signatureOf } from './calls.ts'
import { placesIn, replaced, strange } from './strange.ts'

const types = [
  ...Object.keys(eventTypes),
  'customer.created',
  'charge.refunded',
  'v2.core.event_destination.ping',
]

/** What Stripe might send of a session, a refund, a dispute or a warning, and of its second interface. */
function eventOf(type: string, session: string, order: string) {
  const thin = type.startsWith('v2.')
  const id = `evt_${randomUUID()}`
  if (thin)
    return {
      ...{ id, object: 'v2.core.event', type, created: new Date().toISOString(), livemode: false },
      related_object: { id: session, type: 'checkout.session', url: `/v1/${session}` },
    }
  const object = eventTypes[type] ?? 'customer'
  const ids = { refund: 're_1', dispute: 'du_1', 'radar.early_fraud_warning': 'issfr_1' }
  return {
    ...{ id, object: 'event', type, api_version: apiVersion, created: 1_795_000_000 },
    data: {
      object: {
        id: object === 'checkout.session' ? session : (Reflect.get(ids, object) ?? 'cus_1'),
        ...{ object, status: 'complete', payment_status: 'paid', amount_total: 7_900 },
        ...{ currency: 'eur', metadata: { order }, payment_intent: 'pi_1' },
      },
    },
  }
}

interface Delivery {
  readonly body: string
  readonly signature: string
  /** Stripe would have signed so, now. */
  readonly isSigned: boolean
}

const changedJson = (event: object) =>
  fc
    .array(fc.tuple(fc.constantFrom(...placesIn(event)), strange), { minLength: 0, maxLength: 3 })
    .map((changes) =>
      JSON.stringify(
        changes.reduce<unknown>((whole, [place, value]) => replaced(whole, place, value), event),
      ),
    )

const changedText = (event: object) =>
  fc
    .tuple(fc.nat(), fc.nat(8), fc.string({ unit: 'binary', maxLength: 4 }))
    .map(([at, cut, put]) => {
      const text = JSON.stringify(event)
      const place = at % text.length
      return text.slice(0, place) + put + text.slice(place + cut)
    })

const noEvent = fc.oneof(
  fc.json(),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom('', 'null', '[]', '{}', '1e999', '['.repeat(50_000), '"\\ud800"'),
)

const bodies = (session: string, order: string) =>
  fc.constantFrom(...types).chain((type) => {
    const event = eventOf(type, session, order)
    return fc.oneof(
      { weight: 6, arbitrary: changedJson(event) },
      { weight: 3, arbitrary: changedText(event) },
      { weight: 1, arbitrary: noEvent },
    )
  })

const signed = (body: string): fc.Arbitrary<Delivery> =>
  fc
    .constantFrom(0, 60, 299)
    .map((age) => ({ body, signature: signatureOf(body, webhookSecret, age), isSigned: true }))

const badSignatures: readonly ((body: string) => string)[] = [
  () => '',
  () => 't=,v1=',
  (body) => signatureOf(body, 'whsec_no'),
  (body) => signatureOf(body, webhookSecret, 301),
  (body) => signatureOf(body, webhookSecret, 86_400),
  (body) => signatureOf(`${body} `),
  (body) => signatureOf(body).replace('v1=', 'v0='),
  (body) => signatureOf(body).replace(/t=\d+/, 't=99999999999'),
  (body) => signatureOf(body).slice(0, -1),
]

const unsigned = (body: string): fc.Arbitrary<Delivery> =>
  fc
    .oneof(
      fc.constantFrom(...badSignatures).map((make) => make(body)),
      fc.string({ unit: 'grapheme-ascii', maxLength: 200 }),
    )
    .map((signature) => ({ body, signature, isSigned: false }))

/** Delivers so many webhooks of which hardly one is right. */
export async function fuzzWebhooks(shop: Shop, runs: number): Promise<void> {
  const { order, token } = await shop.order()
  const { sessionId } = (await shop.site.orders.byId(order))!
  const deliveries = bodies(sessionId ?? '', order).chain((body) =>
    fc.oneof({ weight: 3, arbitrary: signed(body) }, { weight: 2, arbitrary: unsigned(body) }),
  )
  await deliverAll(shop, deliveries, Math.ceil(runs / 5))
  const heap = heapUsed()
  await deliverAll(shop, deliveries, runs)
  expect(heapUsed() - heap).toBeLessThan(50_000_000)
  await expect.poll(() => left(shop), { timeout: 300_000, interval: 500 }).toBe(0)
  expect(await counted(shop, 'webhooks_total', { result: 'stored' })).toBeGreaterThan(runs / 100)
  expect((await shop.buyer.status(token)).state).toBe('awaiting-payment')
  const { values } = (await shop.site.metrics.registry
    .getSingleMetric('packhorse_webhooks_total')
    ?.get()) ?? { values: [] }
  expect(values.length).toBeLessThan(4 * types.length)
}

async function deliverAll(shop: Shop, deliveries: fc.Arbitrary<Delivery>, numRuns: number) {
  await fc.assert(
    fc.asyncProperty(deliveries, async ({ body, signature, isSigned }) => {
      const { statusCode } = await deliver(shop, body, signature)
      expect(isSigned ? [200, 400] : [400]).toContain(statusCode)
    }),
    { numRuns },
  )
}

/** Events that nobody has acted on yet. */
async function left(shop: Shop): Promise<number> {
  const { n } = await shop.site.database.db
    .selectFrom('inbox')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('done_at', 'is', null)
    .executeTakeFirstOrThrow()
  return n
}

function heapUsed(): number {
  setFlagsFromString('--expose_gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  return process.memoryUsage().heapUsed
}

import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import fastify, { type FastifyError, type FastifyInstance } from 'fastify'
import { isLoopback } from '../clients/exposure.ts'
import { createDeliveries, trialRedelivery } from './fake-stripe/deliveries.ts'
import { createEndpoint } from './fake-stripe/endpoint.ts'
import { createFaults } from './fake-stripe/faults.ts'
import { createFees } from './fake-stripe/fees.ts'
import { parseForm } from './fake-stripe/form.ts'
import { createLedger, type Ledger, newId } from './fake-stripe/ledger.ts'
import { Refusal } from './fake-stripe/refusal.ts'
import { bankRoutes } from './fake-stripe/routes/bank.ts'
import {
  dashboardRoutes,
  eventDestinationRoutes,
  webhookEndpointRoutes,
} from './fake-stripe/routes/endpoints.ts'
import { eventRoutes } from './fake-stripe/routes/events.ts'
import { createGate } from './fake-stripe/routes/gate.ts'
import { moneyBackRoutes } from './fake-stripe/routes/money-back.ts'
import { paymentIntentRoutes } from './fake-stripe/routes/payment-intents.ts'
import { paymentPageRoutes } from './fake-stripe/routes/payment-page.ts'
import { sessionRoutes } from './fake-stripe/routes/sessions.ts'
import { createWrite } from './fake-stripe/routes/write.ts'
import { createTill } from './fake-stripe/till.ts'

export interface FakeStripeOptions {
  /** Any free one when absent or 0. */
  readonly port?: number | undefined
  /** The shop's webhook endpoint; loopback only. */
  readonly webhookUrl: string
  readonly webhookSecret: string
  /** The one API key accepted; any test key when absent. */
  readonly secretKey?: string | undefined
  /** Pauses before each redelivery of an event, in milliseconds. */
  readonly redelivery?: readonly number[] | undefined
  /** What the account holds already; nothing when absent. */
  readonly ledger?: Ledger | undefined
  /** How long a bank debit takes to settle or bounce, in milliseconds. */
  readonly settleAfterMs?: number | undefined
}

export interface FakeStripe {
  /** `http://127.0.0.1:…`, to be used as `STRIPE_API_BASE`. */
  readonly url: string
  readonly port: number
  /** Stops serving and delivering; events still on their way are dropped. */
  close(): Promise<void>
}

/**
 * A Stripe account with one webhook endpoint, kept in memory, that speaks Stripe's wire: the API at
 * `/v1`, the buyer's payment page at each session's `url`. Reachable from this machine alone.
 *
 * @throws Error when the webhook endpoint is on another machine, or the port is taken
 */
export async function startFakeStripe(options: FakeStripeOptions): Promise<FakeStripe> {
  const { webhookUrl, webhookSecret, secretKey, settleAfterMs = 1_000 } = options
  requireLoopback(new URL(webhookUrl).hostname, 'send webhooks to')
  const stop = new AbortController()
  const closing = stop.signal
  const { ledger = createLedger() } = options
  const redelivery = options.redelivery ?? trialRedelivery
  const endpoint = createEndpoint(webhookUrl)
  const sending = { ledger, endpoint, webhookUrl, webhookSecret, redelivery, closing }
  const deliveries = createDeliveries(sending)
  const fees = createFees(ledger)
  const till = createTill({ ledger, deliveries, fees, settleAfterMs, closing })
  const faults = createFaults()
  const write = createWrite(faults)
  const app = createApp()
  const api = async (v1: FastifyInstance) => {
    v1.addHook('onRequest', createGate(secretKey))
    await v1.register(sessionRoutes(ledger, till, write))
    await v1.register(moneyBackRoutes(ledger, deliveries, write))
    await v1.register(paymentIntentRoutes(ledger))
    await v1.register(eventRoutes(ledger))
    await v1.register(webhookEndpointRoutes(endpoint))
  }
  const newer = async (v2: FastifyInstance) => {
    v2.addHook('onRequest', createGate(secretKey))
    await v2.register(eventDestinationRoutes(endpoint))
  }
  await app.register(api, { prefix: '/v1' })
  await app.register(newer, { prefix: '/v2' })
  await app.register(paymentPageRoutes(ledger, till), { prefix: '/c/pay' })
  await app.register(faults.routes, { prefix: '/_fake' })
  await app.register(dashboardRoutes(endpoint, deliveries), { prefix: '/_fake' })
  await app.register(bankRoutes(ledger, deliveries, fees), { prefix: '/_fake' })
  const url = await app.listen({ port: options.port ?? 0, host: '127.0.0.1' })
  const close = async () => {
    stop.abort()
    await app.close()
    await deliveries.ended()
  }
  return { url, port: Number(new URL(url).port), close }
}

function createApp() {
  const app = fastify({
    genReqId: () => newId('req'),
    forceCloseConnections: true,
    routerOptions: { querystringParser: parseForm },
  })
  // Stripe takes forms alone. They stay text here, for idempotency compares them whole.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    async (_request: unknown, body: string) => body,
  )
  // A tunnel to this port, or a name that resolves to it, does not make it a public shop.
  app.addHook('onRequest', async (request) => requireLoopback(request.hostname, 'be reached as'))
  app.setNotFoundHandler((request) => {
    const message = `Unrecognized request URL (${request.method}: ${request.url}).`
    throw new Refusal(404, { message })
  })
  app.setErrorHandler((error: FastifyError | Refusal, _request, reply) => {
    const { status, body } = error instanceof Refusal ? error : asRefusal(error)
    return reply.code(status).send(body)
  })
  return app
}

function asRefusal(error: FastifyError): Refusal {
  const status = error.statusCode ?? 500
  const type = status < 500 ? 'invalid_request_error' : 'api_error'
  return new Refusal(status, { message: error.message, type })
}

function requireLoopback(host: string, purpose: string): void {
  if (!isLoopback(host))
    throw new Refusal(403, {
      message: `The fake Stripe must not ${purpose} ${host}, because it moves no real money; use 127.0.0.1, or Stripe itself.`,
    })
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '0' },
      webhook: { type: 'string' },
    },
  })
  const { STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_SECRET_KEY: secretKey } = process.env
  if (values.webhook === undefined || !webhookSecret)
    throw new TypeError('--webhook or the variable STRIPE_WEBHOOK_SECRET is missing')
  requireLoopback(values.host, 'listen on')
  const fake = await startFakeStripe({
    port: Number(values.port),
    webhookUrl: values.webhook,
    webhookSecret,
    secretKey: secretKey || undefined,
  })
  console.log(`fake Stripe: ${fake.url}`)
  const stop = () => void fake.close().then(() => process.exit(0))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
  // A parent that dies takes its test shop with it.
  process.once('disconnect', stop)
}

if (
  process.argv[1] !== undefined &&
  realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)
)
  main().catch((error: NodeJS.ErrnoException) => {
    const taken = 'the port is taken by another program; choose another with --port.'
    console.error(`fake Stripe: ${error.code === 'EADDRINUSE' ? taken : error.message}`)
    process.exit(error instanceof TypeError ? 2 : 1)
  })

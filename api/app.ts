import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import fastify, { type FastifyInstance } from 'fastify'
import type { Log } from '../clients/log.ts'
import { isNamed } from '../pack/is-named.ts'
import { assetRoutes } from './assets.ts'
import { answerBroken } from './broken-requests.ts'
import { catalogueRoutes } from './catalogue.ts'
import { checkoutRoutes } from './checkout.ts'
import { copyRoutes } from './copy.ts'
import { correctionRoutes } from './corrections.ts'
import { downloadRoutes } from './download.ts'
import { erasureRoutes } from './erasure.ts'
import { eventRoutes } from './events.ts'
import { refuseGuessers } from './guesses.ts'
import { healthRoutes } from './health.ts'
import { landingRoutes } from './landing.ts'
import { legalRoutes } from './legal.ts'
import { openapiRoutes } from './openapi.ts'
import { opsBatchRoutes } from './ops/batches.ts'
import { codecRoutes } from './ops/codec.ts'
import { costRoutes } from './ops/costs.ts'
import { opsEventRoutes } from './ops/events.ts'
import { createGuard } from './ops/guard.ts'
import type { OpsHolder } from './ops/holder.ts'
import { opsIncidentLetterRoutes } from './ops/incident-letters.ts'
import { opsIncidentRoutes } from './ops/incidents.ts'
import { opsLogRoutes } from './ops/log.ts'
import { opsLoginRoutes } from './ops/login.ts'
import { opsModelRoutes } from './ops/models.ts'
import { opsOidcRoutes } from './ops/oidc.ts'
import { opsOrderRoutes } from './ops/orders.ts'
import { opsReviewRoutes } from './ops/reviews.ts'
import type { SignIn } from './ops/sign-in.ts'
import { opsSteeringRoutes } from './ops/steering.ts'
import { orderRoutes } from './orders.ts'
import { contentPolicy } from './pages/content-policy.ts'
import { notFound, problemFrom, sendProblem } from './problem.ts'
import { readingRoutes } from './readings.ts'
import { recoverRoutes } from './recover.ts'
import type { Shop } from './shop.ts'
import { webhookRoutes } from './webhook.ts'

export interface AppSettings {
  /** Origins of Stripe's pages, to which the order form may lead. */
  readonly checkoutOrigins: readonly string[]
  /** Addresses or CIDRs whose `X-Forwarded-For` counts. */
  readonly trustedProxies: readonly string[]
  /** Who may see `/ops`. */
  readonly opsHolders: readonly OpsHolder[]
  /** How they sign in by a provider; null: by tokens alone. */
  readonly signIn: SignIn | null
  /** Of Temporal UI, which shows sealed payloads with our help; undefined: it does not. */
  readonly codecOrigin: string | undefined
  /** Browsers reach the shop by https. */
  readonly secure: boolean
  readonly log: Log
}

/** The HTTP side, without a socket: tests call it by `inject`. */
export async function createApp(shop: Shop, settings: AppSettings): Promise<FastifyInstance> {
  const { checkoutOrigins, trustedProxies, log } = settings
  const app = fastify({
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    bodyLimit: 256 * 1024,
    // A client that trickles its request is let go.
    requestTimeout: 20_000,
    clientErrorHandler: answerBroken,
    routerOptions: { maxParamLength: 200 },
    // Its own words for an address that cannot be read would repeat the link.
    frameworkErrors: (_error, request, reply) => {
      void sendProblem(request, reply, notFound('page'))
    },
  })
  logAnswers(app, log)
  refuseNul(app)
  endConnections(app)
  refuseGuessers(app, shop.limits.guesses)
  tellFailures(app, shop, log)
  app.setNotFoundHandler((request, reply) => sendProblem(request, reply, notFound('page')))
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentPolicy(checkoutOrigins) },
    referrerPolicy: { policy: 'no-referrer' },
  })
  app.removeContentTypeParser('text/plain')
  await app.register(formbody)
  await app.register(assetRoutes)
  await app.register(catalogueRoutes, { shop })
  await app.register(checkoutRoutes, { shop })
  await app.register(recoverRoutes, { shop })
  await app.register(legalRoutes, { shop })
  await app.register(landingRoutes, { shop })
  await app.register(webhookRoutes, { shop })
  await app.register(orderRoutes, { shop })
  await app.register(correctionRoutes, { shop })
  await app.register(readingRoutes, { shop })
  await app.register(copyRoutes, { shop })
  await app.register(erasureRoutes, { shop })
  await app.register(eventRoutes, { shop })
  await app.register(downloadRoutes, { shop })
  await app.register(healthRoutes, { shop })
  await app.register(openapiRoutes)
  await registerOps(app, shop, settings)
  return app
}

/** What only those who run the shop see. */
async function registerOps(app: FastifyInstance, shop: Shop, settings: AppSettings) {
  const { opsHolders, signIn, secure } = settings
  const guard = createGuard(opsHolders, signIn?.secret)
  const behind = { count: shop.limits.ops, guard }
  await app.register(costRoutes, { ...behind, ...shop.money })
  const { codec } = shop
  await app.register(codecRoutes, { ...behind, codec, codecOrigin: settings.codecOrigin })
  await app.register(opsLoginRoutes, { ...behind, secure, host: signIn?.host ?? null })
  if (signIn !== null) await app.register(opsOidcRoutes, { ...behind, secure, signIn })
  await app.register(opsEventRoutes, behind)
  await app.register(opsModelRoutes, { ...behind, ...shop.room })
  await app.register(opsSteeringRoutes, { ...behind, ...shop.room })
  await app.register(opsIncidentRoutes, { ...behind, ...shop.room })
  await app.register(opsBatchRoutes, { ...behind, ...shop.room })
  const { orderById, previewLetter } = shop
  await app.register(opsIncidentLetterRoutes, {
    ...behind,
    ...shop.room,
    orderById,
    previewLetter,
  })
  await app.register(opsLogRoutes, { ...behind, ...shop.room })
  await app.register(opsReviewRoutes, { ...behind, ...shop.reviews })
  await app.register(opsOrderRoutes, { ...behind, ...shop.ops })
}

/** Links are secrets: the log holds route patterns, never URLs. */
function logAnswers(app: FastifyInstance, log: Log): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions } = request
    const ms = Math.round(reply.elapsedTime)
    log.debug({ method, route: routeOptions.url, status: reply.statusCode, ms }, 'answered')
    done()
  })
}

function tellFailures(app: FastifyInstance, { observe }: Shop, log: Log): void {
  app.setErrorHandler((error, request, reply) => {
    const problem = problemFrom(error)
    const route = request.routeOptions.url
    // No fault: a flood of orders comes to thousands of these, which nobody needs to look into.
    if (isNamed(error, 'PressBusy')) observe.turnedAway()
    else if (isNamed(error, 'AbortError')) log.debug({ route }, 'who asked has gone')
    else if (problem.status >= 500) log.error({ route, error }, 'request failed')
    return sendProblem(request, reply, problem)
  })
}

/** No address of ours has one, and no column of text takes it. */
function refuseNul(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ url }) => {
    if (url.includes('%00')) throw notFound('page')
  })
}

/** A connection whose request ends while the server closes would otherwise hold it for a minute. */
function endConnections(app: FastifyInstance): void {
  let closing = false
  app.addHook('preClose', async () => void (closing = true))
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close')
  })
}

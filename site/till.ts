import { type ApiConfig, ConfigError, readApi } from '../clients/config.ts'
import { isLoopback } from '../clients/exposure.ts'
import { apiVersion, createStripe } from '../clients/stripe/stripe.ts'
import { eventTypes, objectOf, readWebhook } from '../clients/stripe/webhook.ts'
import { timed } from '../clients/telemetry/timed.ts'
import { createAnswerDisputes } from '../orders/money/answer-disputes.ts'
import { type ClaimedEvent, createDrainInbox } from '../orders/money/drain-inbox.ts'
import { createFollowPayment } from '../orders/money/follow-payment.ts'
import { createFulfil } from '../orders/money/fulfil.ts'
import { createLeaveUnapplied } from '../orders/money/leave-unapplied.ts'
import { createPayBack } from '../orders/money/pay-back.ts'
import { createReconcile } from '../orders/reconcile/reconcile.ts'
import type { Site } from './site.ts'

/** Where the money comes in: Stripe, its events, and what fulfils them. */
export function openTill(site: Site, config: ApiConfig, clock = () => new Date()) {
  const { orders, inbox, releases, refundRequests, disputeAnswers, downloads, outbox } = site
  const { observe, reconciliation } = site
  const { publicUrl } = config
  const { secretKey, webhookSecrets } = secretsOf(config)
  const payments = createStripe({ ...config.stripe, secretKey, publicUrl })
  const fulfil = openFulfil(site, payments, clock)
  const followPayment = createFollowPayment({ orders, payments, fulfil })
  const act = async ({ type, objectId }: ClaimedEvent) => {
    const object = objectOf(type)
    // One that an older build stored, or a newer.
    if (object === null) throw new Error(`Nothing is known of events of the type ${type}.`)
    return object === 'checkout.session' ? fulfil(objectId) : followPayment(object, objectId)
  }
  return {
    payments,
    fulfil,
    readWebhook: (body: Buffer, signature: string | undefined) =>
      readWebhook(body, signature, webhookSecrets),
    drain: createDrainInbox({ inbox, act, observe }),
    payBack: createPayBack({
      requests: refundRequests,
      orders,
      payments,
      fulfil,
      limit: config.refundLimit,
      observe,
    }),
    reconcile: createReconcile({
      ...{ orders, payments, inbox, reconciliation, fulfil, followPayment, clock, observe },
      endpoint: endpointFor(config),
    }),
    answerDisputes: createAnswerDisputes({
      answers: disputeAnswers,
      orders,
      releases,
      downloads,
      letters: outbox,
      payments,
      fulfil,
      byItself: config.evidenceByItself,
      clock,
      observe,
    }),
  }
}

/**
 * The till for a command, whose environment may be less than the shop's.
 *
 * @throws ConfigError
 */
export function borrowTill(site: Site) {
  const config = readApi(site.environment)
  if (config.stripe.secretKey === undefined)
    throw new ConfigError(
      'STRIPE_SECRET_KEY is not set, so Stripe cannot be asked; give this command the variables of the shop.',
    )
  return openTill(site, config)
}

function openFulfil(
  { orders, observe, temporal, tracing }: Site,
  payments: ReturnType<typeof createStripe>,
  clock: () => Date,
) {
  const runs = { ...temporal, start: temporal.startFulfilment }
  const leaveUnapplied = createLeaveUnapplied({ orders, observe })
  return timed(
    createFulfil({ orders, payments, runs, leaveUnapplied, clock, observe }),
    (order, time) => order && tracing.did(order.id, { name: 'fulfil', ...time }),
  )
}

/** To a loopback address Stripe itself sends nothing: a forwarder does, of which it knows no endpoint. */
function endpointFor({ publicUrl, stripe }: ApiConfig) {
  if (stripe.apiBase === undefined && isLoopback(new URL(publicUrl).hostname)) return null
  return { url: `${publicUrl}/webhooks/stripe`, events: Object.keys(eventTypes), apiVersion }
}

/** Whoever sells has been made sure to have both; whoever borrows reads no webhook. */
function secretsOf({ stripe }: ApiConfig) {
  return { secretKey: stripe.secretKey ?? '', webhookSecrets: stripe.webhookSecrets ?? [] }
}

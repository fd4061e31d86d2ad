import type { Attempt } from '../pack/attempt.ts'
import type { Tier } from '../pack/order.ts'
import type { Outcome, PartKey } from '../pack/outcome.ts'
import type { Section } from '../pack/section.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import { observeBudgets } from './telemetry/budget-metrics.ts'
import { type Called, callSpan } from './telemetry/model-call.ts'
import type { Tracing } from './telemetry/tracing.ts'

interface Order {
  readonly id: string
  readonly pack: string
  readonly tier: Tier
}

interface StripeEvent {
  readonly eventId: string
  readonly type: string
  readonly attempts: number
}

export type Observer = ReturnType<typeof createObserver>

/** What happens, in metrics, the log and spans; order ids go to the log and the spans alone. */
export function createObserver(metrics: Metrics, log: Log, tracing: Tracing) {
  return {
    reached({ id: order, pack, tier }: Order, state: string) {
      metrics.orders.inc({ pack, tier, state })
      log.info({ order, state }, 'order reached a state')
    },
    mismatched({ id: order }: Order, difference: string) {
      log.error({ order, difference }, 'order parked: what was paid for is not what was ordered')
    },
    owed({ id: order }: Order, refund: number, withheld: readonly string[]) {
      log.warn({ order, refund, withheld }, 'order complete without a section: a refund is owed')
    },
    oldestUndelivered(seconds: number) {
      metrics.oldestUndelivered.set(seconds)
    },
    published({ tier, version, degraded }: { tier: Tier; version: number; degraded: boolean }) {
      metrics.releases.inc({ tier, version: String(version), degraded: String(degraded) })
    },
    ready(order: Order, paidAt: string) {
      const seconds = (Date.now() - new Date(paidAt).getTime()) / 1000
      metrics.paidToReady.observe({ tier: order.tier }, seconds)
      log.info({ order: order.id, seconds }, 'first release is downloadable')
    },
    differed(order: string, version: number) {
      log.error({ order, version }, 'the same release came out with other bytes; the first stays')
    },
    rebuilt(release: { order: string; version: number; lost: string; sha256: string }) {
      log.error(release, 'lost file of a release was built anew; look at the storage')
    },
    cleared(what: { events: number; pages: number; calls: number }) {
      log.info(what, 'deleted what is older than a month: done events, rendered pages, model calls')
    },
    settled({ tier }: Order, { id, source, cause }: Section) {
      metrics.sections.inc({ tier, artefact: id, source, reason: cause?.reason ?? '' })
    },
    checkout(pack: string, tier: string, step: string) {
      metrics.checkouts.inc({ pack, tier, step })
    },
    downloaded({ tier, version, degraded }: { tier: string; version: number; degraded: boolean }) {
      metrics.downloads.inc({ tier, version: String(version), degraded: String(degraded) })
    },
    ...fromStripe(metrics, log),
    ...tailored(metrics, log, tracing),
    ...delayed(log),
    budgets: observeBudgets(metrics.budgets, log),
  }
}

/** Stripe's events, from their arrival to their end. */
function fromStripe(metrics: Metrics, log: Log) {
  return {
    webhook(type: string, result: string) {
      metrics.webhooks.inc({ type, result })
    },
    postponed({ eventId: event, type, attempts }: StripeEvent, error: unknown) {
      log.warn({ event, type, attempts, error }, 'event not worked through; tried again')
    },
    setAside({ eventId: event, type, attempts }: StripeEvent, error: unknown) {
      metrics.webhooks.inc({ type, result: 'set-aside' })
      log.error(
        { event, type, attempts, error },
        'event set aside: it failed as often as may be; put the cause right, then npm run order -- retry EVENT',
      )
    },
  }
}

/** What the models do. */
function tailored(metrics: Metrics, log: Log, tracing: Tracing) {
  return {
    called(call: Attempt, called: Called) {
      count(metrics, call)
      metrics.modelCalls.called(call, called)
      tracing.called(callSpan(call, called))
    },
    /** How a part left the worker: Temporal calls the activity completed, text or not. */
    attempted({ order, artefact, part, round }: PartKey, tier: string, outcome: Outcome) {
      const { source } = outcome
      const reason = outcome.source === 'none' ? outcome.reason : ''
      metrics.parts.inc({ tier, artefact, source, reason })
      if (reason !== '')
        log.info({ order, artefact, part, round, tier, reason }, 'part came back without a text')
    },
    endpointSeen({ endpoint, fault }: { endpoint: string; fault: string | null }) {
      if (fault === null) log.info({ endpoint }, 'endpoint serves what it is described to serve')
      else log.warn({ endpoint, fault }, 'endpoint is not as it is described')
    },
    tierChanged({ tier, state, reason }: { tier: string; state: string; reason: string | null }) {
      if (state === 'up') log.info({ tier, state }, 'models of the tier answer again')
      else
        log.error(
          { tier, state, reason },
          'models of the tier do not answer; its sections stay standard text and are tried again',
        )
    },
  }
}

/** What came to nothing for now, and who does it next. */
function delayed(log: Log) {
  return {
    settingsAway(error: unknown) {
      log.warn({ error }, 'settings not read; the last ones stand, and are read again each second')
    },
    notKept(order: string, error: unknown) {
      log.error(
        { order, error },
        'what a model was told and answered is not kept: correct DATA_KEY; the order goes on',
      )
    },
    notHeard(error: unknown) {
      log.warn({ error }, 'state of a tier of models not stored; the next call tells it again')
    },
    notStarted({ id: order }: Order, error: unknown) {
      log.warn({ order, error }, 'workflow not started; the sweep will start it')
    },
    notLanded({ id: order }: Order, error: unknown) {
      log.warn({ order, error }, 'payment not looked up; the webhook will tell')
    },
    notRescued(order: string, error: unknown) {
      log.warn({ order, error }, 'first release not built by the API; tried again')
    },
    restarted({ id: order }: Order) {
      log.warn({ order }, 'order had no running workflow; started one')
    },
    notRevived(missed: readonly Order[], error: unknown) {
      const orders = missed.slice(0, 10).map(({ id }) => id)
      log.warn(
        { count: missed.length, orders, error },
        'orders not looked at; the next sweep tries again',
      )
    },
  }
}

function count(metrics: Metrics, attempt: Attempt) {
  const { operation, tier, model, endpoint, verdict, seconds, tokens, costMicros } = attempt
  metrics.inferenceCalls.inc({ tier, model, endpoint, verdict })
  metrics.inferenceLatency.observe({ tier }, seconds)
  for (const kind of ['in', 'out', 'cached'] as const)
    metrics.inferenceTokens.inc({ tier, kind }, tokens[kind])
  metrics.inferenceCost.inc({ tier, operation }, costMicros / 1_000_000)
}

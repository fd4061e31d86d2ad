import type { Attempt } from '../pack/attempt.ts'
import type { Breaker, BreakerState } from '../pack/breaker.ts'
import type { Tier } from '../pack/order.ts'
import type { Outcome, PartKey } from '../pack/outcome.ts'
import type { Section } from '../pack/section.ts'
import { tellBlobs } from './blobs/tell.ts'
import type { Log } from './log.ts'
import { observeLetters } from './mail/observe.ts'
import type { Metrics } from './metrics.ts'
import { withoutSecrets } from './redact.ts'
import { observeBudgets } from './telemetry/budget-metrics.ts'
import { observeGuards } from './telemetry/guards.ts'
import { observeLookups } from './telemetry/lookups.ts'
import { type Called, callSpan, servedLabel } from './telemetry/model-call.ts'
import { tellMoney } from './telemetry/money.ts'
import { tellReconciled } from './telemetry/reconciled.ts'
import type { Tracing } from './telemetry/tracing.ts'

interface Order {
  readonly id: string
  readonly pack: string
  readonly tier: Tier
}

type Cleared = Readonly<
  Record<
    'events' | 'pages' | 'ahead' | 'calls' | 'texts' | 'records' | 'downloads' | 'limits',
    number
  >
>

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
    cleared(what: Cleared) {
      log.info(
        what,
        'deleted what is past its time: events, pages, pages that nobody paid for, words of model calls, reusable texts, records of calls, downloads, counts of limits',
      )
    },
    printedAhead(result: 'printed' | 'dropped') {
      metrics.printedAhead.inc({ result })
    },
    settled({ tier }: Order, { id, source, cause }: Section) {
      metrics.sections.inc({ tier, artefact: id, source, reason: cause?.reason ?? '' })
    },
    ...doneByCustomers(metrics, log),
    ...tellBlobs(log),
    ...tellMoney(log),
    ...tellReconciled(metrics, log),
    ...fromStripe(metrics, log),
    ...observeLetters(metrics, log),
    ...observeGuards(metrics, log),
    ...observeLookups(metrics),
    ...tailored(metrics, log, tracing),
    ...erasing(log),
    ...delayed(log),
    budgets: observeBudgets(metrics.budgets, log),
  }
}

function doneByCustomers(metrics: Metrics, log: Log) {
  return {
    checkout(pack: string, tier: string, step: string) {
      metrics.checkouts.inc({ pack, tier, step })
    },
    turnedAway() {
      metrics.turnedAway.inc()
    },
    corrected({ id: order, pack, tier }: Order, carried: number) {
      metrics.corrections.inc({ pack, tier })
      log.info({ order, carried }, 'answers were corrected; a release of them is built')
    },
    downloaded({ tier, version, degraded }: { tier: string; version: number; degraded: boolean }) {
      metrics.downloads.inc({ tier, version: String(version), degraded: String(degraded) })
    },
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
      count(metrics, call, called)
      metrics.modelCalls.called(call, called)
      tracing.called(callSpan(call, called))
    },
    /** How a part left the worker: Temporal calls the activity completed, text or not. */
    attempted({ order, artefact, part, round }: PartKey, tier: string, outcome: Outcome) {
      const { source } = outcome
      const reason = outcome.source === 'none' ? outcome.reason : ''
      metrics.parts.inc({ tier, artefact, source, reason })
      if (reason === 'refused') metrics.refusals.inc({ tier })
      if (reason === 'too-long') metrics.contextLimits.inc({ tier })
      if (reason !== '')
        log.info({ order, artefact, part, round, tier, reason }, 'part came back without a text')
    },
    endpointSeen({ endpoint, fault }: { endpoint: string; fault: string | null }) {
      if (fault === null) log.info({ endpoint }, 'endpoint serves what it is described to serve')
      else
        log.warn({ endpoint, fault: withoutSecrets(fault) }, 'endpoint is not as it is described')
    },
    breakerChanged: (before: Breaker, after: Breaker) => tellBreaker(log, before.state, after),
    woken(tier: Tier, orders: readonly string[]) {
      log.info({ tier, orders }, 'models answer again; orders that waited for them go on')
    },
  }
}

/** What of an erasure came to nothing for now. */
function erasing(log: Log) {
  return {
    notErased(order: string, error: unknown) {
      log.warn({ order, error }, 'order not erased yet, as its customer asked; tried again')
    },
    filesNotRemoved(order: string, error: unknown) {
      log.warn({ order, error }, 'files of an erased order not removed; tried again')
    },
    erasureNotTold({ id: order }: Order, error: unknown) {
      log.warn(
        { order, error },
        'workflow not told of an erasure; it ends by what it asks for next',
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
    settingsUnsaid(error: unknown) {
      log.warn(
        { error },
        'settings not told by the flag service; what it told last stands until it tells them again',
      )
    },
    booksDiffer(difference: { order: string; calls: number; settled: number; margin: number }) {
      log.error(
        difference,
        'books of an order do not balance: calls, settled reservations and margin differ',
      )
    },
    breakerNotStored(error: unknown) {
      log.warn({ error }, 'state of a model not stored; the next call tells it again')
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
    notTold({ id: order }: { readonly id: string }, error: unknown) {
      log.warn({ order, error }, 'workflow not told of corrected answers; tried again')
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

function count(metrics: Metrics, attempt: Attempt, called: Called) {
  const { operation, tier, endpoint, verdict, seconds, tokens, costMicros } = attempt
  const model = servedLabel(attempt, called.endpoint.model)
  metrics.inferenceCalls.inc({ tier, model, endpoint, verdict })
  metrics.inferenceLatency.observe({ tier }, seconds)
  for (const kind of ['in', 'out', 'cached'] as const)
    metrics.inferenceTokens.inc({ tier, kind }, tokens[kind])
  if (tokens.in > 0) metrics.promptTokens.observe({ tier }, tokens.in)
  metrics.inferenceCost.inc({ tier, operation }, costMicros / 1_000_000)
}

/** A failure that was only counted is told by its metric alone. */
function tellBreaker(log: Log, before: BreakerState, { state, version: _, ...key }: Breaker) {
  const { standing, cause, rung } = state
  if (standing === before.standing && rung === before.rung) return
  if (standing === 'closed') return log.info(key, 'calls of the model are made again')
  const until = new Date(state.until).toISOString()
  const told = { ...key, cause, rung, until }
  if (standing === 'cooling')
    return log.warn(
      told,
      'the model is overloaded; its calls are held back until it has cooled down',
    )
  if (cause === 'misconfigured')
    return log.error(
      told,
      'the server rejects our calls, so they are held back; correct its key, its model or what is asked of it',
    )
  log.error(
    told,
    'the model does not answer as it should, so its calls are held back until it does; what waits for it is tried again',
  )
}

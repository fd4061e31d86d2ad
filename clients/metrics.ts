import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { createBudgetMetrics } from './telemetry/budget-metrics.ts'
import { createCallMetrics } from './telemetry/call-metrics.ts'
import { createGuardMetrics } from './telemetry/guard-metrics.ts'

export type Metrics = ReturnType<typeof createMetrics>

/** Seconds, from a cache hit to the end of a late attempt. */
const seconds = [0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 20, 45, 90, 180, 300]

/** How a section, or a part of one, came out. */
const outcome = ['tier', 'artefact', 'source', 'reason']

/** How a call of a model ended. */
const verdict = ['tier', 'model', 'endpoint', 'verdict']

/** One registry a process; the names are the contract's, and no label holds an order id. */
export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const counter = (name: string, help: string, labelNames: string[] = []) =>
    new Counter({ name: `packhorse_${name}`, help, labelNames, registers: [registry] })
  const histogram = (name: string, help: string, labelNames: string[]) =>
    new Histogram({
      name: `packhorse_${name}`,
      help,
      labelNames,
      buckets: seconds,
      registers: [registry],
    })
  return {
    registry,
    modelCalls: createCallMetrics(registry),
    budgets: createBudgetMetrics(registry),
    ...createGuardMetrics(registry),
    ...asked(registry),
    orders: counter('orders_total', 'Orders that reached a state.', ['pack', 'tier', 'state']),
    paidToReady: histogram('order_paid_to_ready_seconds', 'Payment to v1 downloadable.', ['tier']),
    sections: counter('sections_total', 'Sections as they settled in a round.', outcome),
    inferenceCalls: counter('inference_calls_total', 'Model calls by verdict.', verdict),
    inferenceLatency: histogram('inference_latency_seconds', 'One model call.', ['tier']),
    inferenceTokens: counter('inference_tokens_total', 'Tokens as the server counted them.', [
      'tier',
      'kind',
    ]),
    inferenceCost: counter('inference_cost_total', 'Euros that model calls cost.', [
      'tier',
      'operation',
    ]),
    ...lookups(counter),
    ...reached(counter),
    promptTokens: promptTokens(registry),
    refusals: counter('refusals_total', 'Parts that a model declined to write.', ['tier']),
    contextLimits: counter('context_limit_total', 'Parts whose prompt fitted no window.', ['tier']),
    parts: counter('parts_total', 'Parts as an inference worker left them.', outcome),
    webhooks: counter('webhooks_total', 'Webhook deliveries by what became of them.', [
      'type',
      'result',
    ]),
    ...sales(counter),
  }
}

function promptTokens(registry: Registry) {
  return new Histogram({
    name: 'packhorse_prompt_tokens',
    help: 'Tokens of a prompt, as the server counted them.',
    labelNames: ['tier'],
    buckets: [250, 500, 1_000, 1_500, 2_000, 3_000, 4_000, 6_000, 8_000, 16_000],
    registers: [registry],
  })
}

type CreateCounter = (name: string, help: string, labels: string[]) => Counter

/** A customer's way through the shop. */
function sales(counter: CreateCounter) {
  return {
    reconciled: counter('reconciled_total', 'What differed between Stripe and orders, by kind.', [
      'kind',
    ]),
    checkouts: counter('checkouts_total', 'Steps of the checkout.', ['pack', 'tier', 'step']),
    turnedAway: counter(
      'turned_away_total',
      'Requests that were told to come again, since as many waited for the press as may.',
      [],
    ),
    corrections: counter('corrections_total', 'Corrections of answers.', ['pack', 'tier']),
    printedAhead: counter(
      'printed_ahead_total',
      'Orders whose pack was printed before they were paid, or was not because too many waited.',
      ['result'],
    ),
    releases: counter('releases_total', 'Releases published.', ['tier', 'version', 'degraded']),
  }
}

/** What came to the customer. */
function reached(counter: (name: string, help: string, labels: string[]) => Counter) {
  return {
    letters: counter('letters_total', 'Letters to customers by what became of them.', [
      'template',
      'result',
    ]),
    downloads: counter('downloads_total', 'Packs downloaded.', ['tier', 'version', 'degraded']),
  }
}

/** What was looked for before a model was asked. */
function lookups(counter: CreateCounter) {
  return {
    cacheRequests: counter('cache_requests_total', 'Prompts looked up among texts to reuse.', [
      'result',
    ]),
    settingsUnsaid: counter(
      'settings_unsaid_total',
      'Settings that the provider did not tell, by what stood.',
      ['key', 'value'],
    ),
    retrievalRequests: counter('retrieval_requests_total', 'Prompts for which cards were sought.', [
      'result',
    ]),
  }
}

/** These ask when they are themselves asked. */
function asked(registry: Registry) {
  const gauge = (name: string, help: string, ask: Ask) => askedGauge(registry, name, help, ask)
  return {
    showTiers: (up: AskEach) =>
      gaugeOfEach(registry, 'tier', up, {
        name: 'model_tier_up',
        help: '1: the models of the tier answer; 0: they do not, and its sections stay standard text.',
      }),
    showAttentions: (counts: AskEach) =>
      gaugeOfEach(registry, 'attention', counts, {
        name: 'attentions',
        help: 'Orders that ask for a person, by what for.',
      }),
    showPostponed: (count: Ask) =>
      gauge(
        'letters_postponed',
        'Letters that the mail server did not take and will be sent again.',
        count,
      ),
    showModels: (states: () => Promise<readonly ModelState[]>) => gaugeOfModels(registry, states),
    showUndelivered: (age: Ask) =>
      gauge(
        'oldest_paid_undelivered_seconds',
        'Age of the oldest payment without a release; 0 when there is none.',
        age,
      ),
    showAside: (count: Ask) =>
      gauge(
        'inbox_set_aside',
        'Events that failed as often as may be and wait for a person.',
        count,
      ),
    showBooks: (count: Ask) =>
      gauge(
        'books_differing',
        'Orders whose calls, settled reservations and margin differ.',
        count,
      ),
    showReconciled: (age: Ask) =>
      gauge('reconciliation_age_seconds', 'Age of the last look at all that Stripe lists.', age),
    showEndpoint: (faults: Ask) =>
      gauge('webhook_endpoint_faults', 'Why Stripe does not send all that it should.', faults),
  }
}

interface Named {
  readonly name: string
  readonly help: string
}

/** One label whose values are those that the answer names. */
function gaugeOfEach(registry: Registry, label: string, ask: AskEach, { name, help }: Named) {
  return new Gauge({
    name: `packhorse_${name}`,
    help,
    labelNames: [label],
    registers: [registry],
    async collect() {
      for (const [each, value] of await ask().catch(() => [])) this.set({ [label]: each }, value)
    },
  })
}

interface ModelState {
  readonly endpoint: string
  readonly model: string
  readonly isOpen: boolean
}

function gaugeOfModels(registry: Registry, states: () => Promise<readonly ModelState[]>) {
  return new Gauge({
    name: 'packhorse_breaker_state',
    help: '1: calls of this model on this server are held back; 0: they are made.',
    labelNames: ['endpoint', 'model'],
    registers: [registry],
    async collect() {
      const present = await states().catch(() => null)
      if (present === null) return
      this.reset()
      for (const { endpoint, model, isOpen } of present)
        this.set({ endpoint, model }, isOpen ? 1 : 0)
    },
  })
}

/** What a gauge shows, asked for when it is itself asked. */
type Ask = () => Promise<number>

/** The same for each value of a label. */
type AskEach = () => Promise<ReadonlyMap<string, number>>

function askedGauge(registry: Registry, name: string, help: string, ask: Ask) {
  return new Gauge({
    name: `packhorse_${name}`,
    help,
    registers: [registry],
    async collect() {
      const value = await ask().catch(() => null)
      if (value !== null) this.set(value)
    },
  })
}

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export type Metrics = ReturnType<typeof createMetrics>

/** Seconds, from a cache hit to the end of a late attempt. */
const seconds = [0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 20, 45, 90, 180, 300]

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
    orders: counter('orders_total', 'Orders that reached a state.', ['pack', 'tier', 'state']),
    paidToReady: histogram('order_paid_to_ready_seconds', 'Payment to v1 downloadable.', ['tier']),
    oldestUndelivered: new Gauge({
      name: 'packhorse_oldest_paid_undelivered_seconds',
      help: 'Age of the oldest payment without a release; 0 when there is none.',
      registers: [registry],
    }),
    sections: counter('sections_total', 'Sections as they settled in a round.', [
      'tier',
      'artefact',
      'source',
      'reason',
    ]),
    inferenceCalls: counter('inference_calls_total', 'Model calls by verdict.', [
      'tier',
      'model',
      'endpoint',
      'verdict',
    ]),
    inferenceLatency: histogram('inference_latency_seconds', 'One model call.', ['tier']),
    inferenceTokens: counter('inference_tokens_total', 'Tokens as the server counted them.', [
      'tier',
      'kind',
    ]),
    webhooks: counter('webhooks_total', 'Webhook deliveries by what became of them.', [
      'type',
      'result',
    ]),
    checkouts: counter('checkouts_total', 'Steps of the checkout.', ['pack', 'tier', 'step']),
    releases: counter('releases_total', 'Releases published.', ['tier', 'version', 'degraded']),
    downloads: counter('downloads_total', 'Packs downloaded.', ['tier', 'version', 'degraded']),
  }
}

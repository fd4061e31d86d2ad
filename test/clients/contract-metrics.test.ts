import { pino } from 'pino'
import { expect, it } from 'vitest'
import { createMetrics } from '../../clients/metrics.ts'
import { createObserver } from '../../clients/observe.ts'
import type { Outcome } from '../../pack/outcome.ts'
import type { Reason } from '../../pack/reason.ts'

/** Names that others rely on. */
const contract = [
  'orders_total',
  'order_paid_to_ready_seconds',
  'oldest_paid_undelivered_seconds',
  'sections_total',
  'inference_calls_total',
  'inference_latency_seconds',
  'inference_tokens_total',
  'inference_cost_total',
  'prompt_tokens',
  'refusals_total',
  'cache_requests_total',
  'retrieval_requests_total',
  'guard_blocks_total',
  'context_limit_total',
  'breaker_state',
  'budget_reserved_total',
  'budget_settled_total',
  'budget_refused_total',
  'webhooks_total',
  'reconciled_total',
  'releases_total',
  'checkouts_total',
  'downloads_total',
  'quality_score',
  'reviews_open',
  'review_seconds',
]

function openObserver() {
  const metrics = createMetrics()
  const tracing = { called() {} } as unknown as Parameters<typeof createObserver>[2]
  return { metrics, observe: createObserver(metrics, pino({ level: 'silent' }), tracing) }
}

it('each name of the contract is told', async () => {
  const { metrics } = openObserver()
  metrics.showUndelivered(async () => 0)
  metrics.showModels(async () => [])
  metrics.showQuality(async () => [])
  metrics.showReviews(async () => ({ open: 0, dueIn: null }))
  const all = await metrics.registry.getMetricsAsJSON()
  const names = all.map(({ name }) => name)
  expect(contract.filter((name) => !names.includes(`packhorse_${name}`))).toEqual([])
})

it('a refusal and a prompt that fits nowhere are counted by tier', async () => {
  const { metrics, observe } = openObserver()
  const part = { order: 'ord_1', artefact: 'risk-plan', part: '', round: 1 }
  const none = (reason: Reason): Outcome => ({ source: 'none', reason })
  for (const reason of ['refused', 'refused', 'too-long', 'timeout'] as const)
    observe.attempted(part, '4b', none(reason))
  const valueOf = async (name: string) =>
    (await metrics.registry.getSingleMetric(`packhorse_${name}`)?.get())?.values.map(
      ({ labels, value }) => [labels['tier'], value],
    )
  expect(await valueOf('refusals_total')).toEqual([['4b', 2]])
  expect(await valueOf('context_limit_total')).toEqual([['4b', 1]])
})

it('what a guard sees is counted as kept back only where it is', async () => {
  const { metrics, observe } = openObserver()
  const seen = { direction: 'input', reason: 'person' }
  observe.guarded({ ...seen, mode: 'enforce' })
  observe.guarded({ ...seen, mode: 'monitor' })
  const counts = ['guard_blocks_total', 'guard_remarks_total'].map(async (name) =>
    (await metrics.registry.getSingleMetric(`packhorse_${name}`)?.get())?.values.map(
      ({ value }) => value,
    ),
  )
  expect(await Promise.all(counts)).toEqual([[1], [1]])
})

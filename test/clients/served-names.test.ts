import { pino } from 'pino'
import { expect, it } from 'vitest'
import { createMetrics } from '../../clients/metrics.ts'
import { createObserver } from '../../clients/observe.ts'
import { openTracing } from '../../clients/telemetry/open-tracing.ts'
import type { Done } from '../../clients/telemetry/tracing.ts'
import { attemptOf } from '../store/new-order.ts'

it('names that a server makes up are no labels of metrics, but each is in its span', async () => {
  const silent = pino({ level: 'silent' })
  const metrics = createMetrics()
  const spans: Done[] = []
  const tracing = { ...(await openTracing(null, silent)), called: (span: Done) => spans.push(span) }
  const { called } = createObserver(metrics, silent, tracing)
  const endpoint = { model: 'asked', url: 'http://127.0.0.1:1/v1', provider: 'vllm' }
  const reply = { finish: 'stop', firstToken: 5 }
  const served = ['asked', ...Array.from({ length: 50 }, (_, n) => `asked-${n}`)]
  for (const model of served) called(attemptOf({ model }), { endpoint, reply })
  const text = await metrics.registry.metrics()
  const names = [...text.matchAll(/(?:\bmodel|gen_ai_response_model)="([^"]*)"/g)]
  expect(new Set(names.map(([, name]) => name))).toEqual(new Set(['asked', 'other']))
  expect(spans.map(({ attributes }) => attributes['gen_ai.response.model'])).toEqual(served)
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { attributeOf, type ReceivedSpan, startSpanReceiver } from '../clients/span-receiver.ts'
import { isComplete, openShop } from '../shop.ts'

let spans: readonly ReceivedSpan[]
let sent: string
let metrics: string
let order: string
let headers: readonly unknown[]
let modelPort: string

beforeAll(async () => {
  const receiver = await startSpanReceiver()
  const shop = await openShop({
    environment: {
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-tenant=one%20firm',
    },
  })
  const bought = await shop.buy('full')
  await shop.until(bought.token, isComplete)
  order = bought.order
  modelPort = new URL(shop.large.url).port
  metrics = await shop.site.metrics.registry.metrics()
  await shop.close()
  spans = receiver.spans()
  sent = JSON.stringify(receiver.bodies)
  headers = receiver.headers
  await receiver.close()
})

const named = (name: string) => spans.filter((span) => span.name === name)
const parentOf = (span: ReceivedSpan) =>
  spans.find(({ spanId }) => spanId === span.parentSpanId)?.name

describe('an order that was bought, paid, tailored and delivered', () => {
  it('is one trace, from the checkout to its end', () => {
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1)
    const activities = ['openOrder', 'buildRelease', 'planTailoring', 'settleRound', 'writePart']
    const steps = [...activities, 'completeOrder'].map((name) => `RunActivity:${name}`)
    for (const name of ['checkout', 'fulfil', ...steps])
      expect(named(name).length, name).toBeGreaterThan(0)
  })

  it('hangs on its checkout: no other span is without its parent', () => {
    const above = new Map(spans.map((span) => [span.name, parentOf(span)]))
    expect(spans.filter((span) => !span.parentSpanId).map(({ name }) => name)).toEqual(['checkout'])
    expect(above.get('fulfil')).toBe('checkout')
    expect(above.get('RunActivity:completeOrder')).toBe('checkout')
    expect(above.get('chat packhorse-32b-awq')).toBe('RunActivity:writePart')
  })

  it('tells each call of a model by the conventions', () => {
    const calls = named('chat packhorse-32b-awq')
    expect(calls.length).toBe(named('RunActivity:writePart').length)
    for (const call of calls) {
      expect(call.kind).toBe(3)
      const said = (key: string) => attributeOf(call, key)
      expect(said('gen_ai.operation.name')).toBe('chat')
      expect(said('gen_ai.provider.name')).toBe('vllm')
      expect(said('gen_ai.request.model')).toBe('packhorse-32b-awq')
      expect(said('gen_ai.response.model')).toBe('packhorse-32b-awq')
      expect(said('gen_ai.response.finish_reasons')).toEqual(['stop'])
      expect(said('gen_ai.usage.input_tokens')).toBeGreaterThan(100)
      expect(said('gen_ai.usage.output_tokens')).toBeGreaterThan(10)
      expect(said('server.address')).toBe('127.0.0.1')
      expect(String(said('server.port'))).toBe(modelPort)
      expect(BigInt(call.endTimeUnixNano) >= BigInt(call.startTimeUnixNano)).toBe(true)
    }
  })

  it('names itself in the spans, and nowhere in the metrics', () => {
    const steps = spans.filter(({ name }) => !name.startsWith('chat '))
    expect(steps.map((span) => attributeOf(span, 'packhorse.order'))).toEqual(
      steps.map(() => order),
    )
    expect(metrics).not.toContain(order)
  })

  it('sends no word that the customer wrote, and none of a prompt', () => {
    const file = join(import.meta.dirname, '..', '..', 'dev', 'samples', 'gdpr.json')
    const answers: unknown = JSON.parse(readFileSync(file, 'utf8'))
    const wrote = textsIn(answers).filter((text) => /\s|@/.test(text))
    expect(wrote.length).toBeGreaterThan(5)
    for (const text of [...wrote, 'owner@example.com', '[[COMPANY]]'])
      expect(sent).not.toContain(JSON.stringify(text).slice(1, -1))
  })

  it('counts its calls under the conventions’ names, beside our own', () => {
    const labels = `gen_ai_operation_name="chat",gen_ai_provider_name="vllm",gen_ai_request_model="packhorse-32b-awq",gen_ai_response_model="packhorse-32b-awq",server_address="127.0.0.1",server_port="${modelPort}"`
    const calls = named('chat packhorse-32b-awq').length
    expect(metrics).toContain(
      `gen_ai_client_operation_duration_seconds_count{${labels}} ${calls}\n`,
    )
    expect(metrics).toContain(
      `gen_ai_client_token_usage_count{${labels},gen_ai_token_type="output"} ${calls}\n`,
    )
    expect(metrics).toContain(
      `gen_ai_client_operation_time_to_first_chunk_seconds_count{${labels}} ${calls}\n`,
    )
    expect(metrics).toContain('packhorse_inference_calls_total{')
  })

  it('is sent with the headers that the collector wants', () => {
    expect(headers).toContainEqual(expect.objectContaining({ 'x-tenant': 'one firm' }))
  })
})

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

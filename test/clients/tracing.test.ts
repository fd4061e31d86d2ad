import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { pino } from 'pino'
import { expect, it } from 'vitest'
import { readTelemetry } from '../../clients/config.ts'
import { openTracing } from '../../clients/telemetry/open-tracing.ts'
import { orderTrace } from '../../clients/telemetry/order-trace.ts'
import { freePort } from '../../dev/free-port.ts'
import { attributeOf, startSpanReceiver } from './span-receiver.ts'

const silent = pino({ level: 'silent' })

function keptLog() {
  const lines: string[] = []
  return { lines, log: pino({ level: 'info' }, { write: (line: string) => lines.push(line) }) }
}

const fulfilled = { name: 'fulfil', attributes: {}, started: 1, ended: 2, error: null }

it('the trace of an order is known from its id alone', () => {
  expect(orderTrace('ord_1')).toEqual(orderTrace('ord_1'))
  expect(orderTrace('ord_1').traceId).toMatch(/^[0-9a-f]{32}$/)
  expect(orderTrace('ord_1').spanId).toMatch(/^[0-9a-f]{16}$/)
  expect(orderTrace('ord_1').traceId).not.toBe(orderTrace('ord_2').traceId)
})

it('without an address, nothing of OpenTelemetry’s SDK is loaded', async () => {
  const script = `
    import { registerHooks } from 'node:module'
    const loaded = []
    registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) })
    const { openTracing } = await import('./clients/telemetry/open-tracing.ts')
    const seen = () => loaded.filter((url) => url.includes('@opentelemetry/sdk-trace')).length
    await openTracing(null, null)
    const without = seen()
    await openTracing({ endpoint: 'http://127.0.0.1:9', headers: {} }, null)
    process.stdout.write(JSON.stringify({ without, with: seen() > 0 }))
    process.exit(0)`
  const options = ['--input-type=module', '--eval', script]
  const { stdout } = await promisify(execFile)(process.execPath, options)
  expect(JSON.parse(stdout)).toEqual({ without: 0, with: true })
})

it('a collector that is away costs spans, one line of the log, and no work', async () => {
  const { lines, log } = keptLog()
  const endpoint = `http://127.0.0.1:${await freePort()}`
  const tracing = await openTracing({ endpoint, headers: {} }, log)
  expect(await tracing.doing('ord_1', 'RunActivity:x', {}, async () => 'done')).toBe('done')
  tracing.did('ord_1', fulfilled)
  await tracing.close()
  expect(lines.filter((line) => line.includes('spans are lost'))).toHaveLength(1)
})

it('a collector that takes spans and never answers does not keep a process from ending', async () => {
  let requests = 0
  const server = createServer(() => void requests++).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const tracing = await openTracing({ endpoint, headers: {} }, silent)
  tracing.did('ord_1', fulfilled)
  await tracing.close()
  expect(requests).toBeGreaterThan(0)
  server.closeAllConnections()
  server.close()
})

it('an error of the work stays the work’s own, and its name becomes `error.type`', async () => {
  const receiver = await startSpanReceiver()
  const tracing = await openTracing({ endpoint: `${receiver.url}/`, headers: {} }, silent)
  const failing = tracing.doing('ord_1', 'RunActivity:x', {}, async () => {
    throw new RangeError('of the customer: secret')
  })
  await expect(failing).rejects.toThrow(new RangeError('of the customer: secret'))
  await tracing.close()
  const [span] = receiver.spans()
  expect(span && attributeOf(span, 'error.type')).toBe('RangeError')
  expect(span?.status.code).toBe(2)
  expect(JSON.stringify(receiver.bodies)).not.toContain('secret')
  await receiver.close()
})

it('reads the address and the headers of the collector by OpenTelemetry’s own names', () => {
  expect(readTelemetry({})).toBeNull()
  const given = {
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318',
    OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Basic%20YTpi==, x-tenant=one',
  }
  expect(readTelemetry(given)).toEqual({
    endpoint: 'http://127.0.0.1:4318',
    headers: { authorization: 'Basic YTpi==', 'x-tenant': 'one' },
  })
  const wrong = { OTEL_EXPORTER_OTLP_HEADERS: 'Bearer secret-of-mine' }
  expect(() => readTelemetry(wrong)).toThrow(/^OTEL_EXPORTER_OTLP_HEADERS is “…”, but must be/)
})

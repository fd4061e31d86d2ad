import { AsyncLocalStorage } from 'node:async_hooks'
import {
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import {
  BatchSpanProcessor,
  type IdGenerator,
  RandomIdGenerator,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import type { TelemetryConfig } from '../config.ts'
import type { Log } from '../log.ts'
import { common, own } from './names.ts'
import { orderTrace } from './order-trace.ts'
import { tellingExporter } from './telling-exporter.ts'
import type { Attributes, Done, Tracing } from './tracing.ts'

/** Milliseconds for one export with its retries, and so for the last one before the end. */
const patience = 3_000

/** Spans by OTLP over HTTP, in batches, off the path of the work; what cannot be sent is lost. */
export function createOtlpTracing({ endpoint, headers }: TelemetryConfig, log: Log): Tracing {
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`
  const sender = new OTLPTraceExporter({ url, headers, timeoutMillis: patience })
  const exporter = tellingExporter(sender, log)
  const ids = createIds()
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'packhorse' }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
    idGenerator: ids,
  })
  const tracer = provider.getTracer('packhorse')
  const underWay = new AsyncLocalStorage<Context>()

  const tell = (done: Done, kind: SpanKind, parent: Context) => {
    const { name, attributes, started: startTime, ended, error } = done
    finish(tracer.startSpan(name, { kind, attributes, startTime }, parent), error, ended)
  }

  return {
    began: (order, done) =>
      ids.from(orderTrace(order), () =>
        tell(withOrder(order, done), SpanKind.SERVER, ROOT_CONTEXT),
      ),
    did: (order, done) => tell(withOrder(order, done), SpanKind.INTERNAL, contextOf(order)),
    called: (done) => tell(done, SpanKind.CLIENT, underWay.getStore() ?? ROOT_CONTEXT),
    async doing(order, name, given, work) {
      const parent = contextOf(order)
      const attributes = { ...given, [own.order]: order }
      const span = tracer.startSpan(name, { attributes }, parent)
      let error: string | null = null
      try {
        return await underWay.run(trace.setSpan(parent, span), work)
      } catch (thrown) {
        error = thrown instanceof Error ? thrown.name : 'unknown'
        throw thrown
      } finally {
        finish(span, error)
      }
    },
    close: () => provider.shutdown().catch(() => {}),
  }
}

function finish(span: Span, error: string | null, at?: number): void {
  if (error !== null) {
    span.setAttribute(common.errorType, error)
    span.setStatus({ code: SpanStatusCode.ERROR })
  }
  span.end(at)
}

function withOrder(order: string, done: Done): Done {
  const attributes: Attributes = { ...done.attributes, [own.order]: order }
  return { ...done, attributes }
}

function contextOf(order: string): Context {
  const parent = { ...orderTrace(order), traceFlags: TraceFlags.SAMPLED, isRemote: true }
  return trace.setSpanContext(ROOT_CONTEXT, parent)
}

type Ids = ReturnType<typeof orderTrace>

/** Ids by lot, but for the span whose ids are known before. */
function createIds(): IdGenerator & { from(ids: Ids, start: () => void): void } {
  const lot = new RandomIdGenerator()
  let known: Ids | null = null
  return {
    generateTraceId: () => known?.traceId ?? lot.generateTraceId(),
    generateSpanId: () => known?.spanId ?? lot.generateSpanId(),
    from(ids, start) {
      known = ids
      start()
      known = null
    },
  }
}

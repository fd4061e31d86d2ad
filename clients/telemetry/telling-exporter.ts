import type { SpanExporter } from '@opentelemetry/sdk-trace'
import type { Log } from '../log.ts'

/** Says once that spans are lost, and once that they arrive again. */
export function tellingExporter(exporter: SpanExporter, log: Log): SpanExporter {
  let arrives = true
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        const { error } = result
        if (arrives && error !== undefined)
          log.warn({ error }, 'spans are lost: OTEL_EXPORTER_OTLP_ENDPOINT does not take them')
        if (!arrives && error === undefined) log.info({}, 'spans arrive again')
        arrives = error === undefined
        done(result)
      })
    },
    shutdown: () => exporter.shutdown(),
  }
}

import type { TelemetryConfig } from '../config.ts'
import type { Log } from '../log.ts'
import type { Tracing } from './tracing.ts'

const untraced: Tracing = {
  began() {},
  did() {},
  doing: (_order, _name, _attributes, work) => work(),
  called() {},
  async close() {},
}

/** Without an address nothing is loaded and nothing is sent. */
export async function openTracing(config: TelemetryConfig | null, log: Log): Promise<Tracing> {
  if (config === null) return untraced
  const { createOtlpTracing } = await import('./otlp.ts')
  return createOtlpTracing(config, log)
}

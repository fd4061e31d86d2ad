import { createHash } from 'node:crypto'

/**
 * The trace of an order and the span that it hangs on, from the order's id: every process knows
 * them, so that no header has to travel through a workflow's history, and a retry, a restart or a
 * round of the next day is still the same trace.
 *
 * @returns 16 and 8 bytes in lower-case hex
 */
export function orderTrace(order: string): { readonly traceId: string; readonly spanId: string } {
  const hash = createHash('sha256').update(order).digest('hex')
  return { traceId: hash.slice(0, 32), spanId: hash.slice(32, 48) }
}

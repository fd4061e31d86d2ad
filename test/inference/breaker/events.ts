import type { CallFailed } from '../../../inference/route/breaker/breaker-after.ts'
import { timesOf } from '../../../inference/route/breaker/times.ts'

export const [second, minute] = [1_000, 60_000]
export const key = {
  endpoint: 'vllm-4b-1',
  model: 'adapter',
  operation: '',
  kind: 'service',
} as const
export const times = timesOf(10 * minute, key)

/** A call that began then and failed. */
export const failure = (began: number, changes: Partial<CallFailed> = {}): CallFailed => ({
  type: 'failed',
  effect: 'counts',
  cause: 'unreachable',
  began,
  retryAfter: null,
  order: null,
  ...changes,
})
export const overload = (began: number, retryAfter: number | null = null) =>
  failure(began, { effect: 'cools', cause: 'overloaded', retryAfter })

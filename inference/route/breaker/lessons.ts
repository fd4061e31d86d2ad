import type { BreakerKey } from '../../../pack/breaker.ts'
import { rowOf, type Tried, type Turn } from '../turn.ts'
import type { BreakerEvent, CallFailed } from './breaker-after.ts'
import { operationKey, qualityKey, serviceKey } from './keys.ts'

export type Lesson = readonly [BreakerKey, BreakerEvent]

/** A turn that was called, and when; `isSick`: it was answered, but far too slowly. */
export interface Called {
  readonly turn: Turn
  readonly tried: Tried
  readonly began: number
  readonly isSick: boolean
}

/** What the breakers learn from a call, by the table of the wire. */
export function lessonsOf({ turn, tried, began, isSick }: Called): Lesson[] {
  const { endpoint, job } = turn
  const service = serviceKey(endpoint)
  const { operation: asked } = job.assignment.artefact
  const operation = operationKey(endpoint, asked)
  const quality = qualityKey(endpoint, asked)
  const answered = { type: 'answered', began } as const
  const failed = (effect: CallFailed['effect'], changes: Partial<CallFailed> = {}): CallFailed => ({
    type: 'failed',
    effect,
    cause: tried.failure ?? 'overloaded',
    began,
    retryAfter: tried.reply.retryAfter,
    order: null,
    ...changes,
  })
  const served: Lesson[] = [
    [service, isSick ? failed('cools', { cause: 'overloaded' }) : answered],
    [operation, answered],
  ]
  if (tried.failure === null) return [...served, [quality, answered]]
  switch (rowOf(tried).breaker) {
    case 'none':
      return served
    case 'counts-quality':
      // A first draft may fail; what was told its faults and failed again is the model.
      return turn.remark === ''
        ? served
        : [...served, [quality, failed('counts', { order: job.ask.order.id })]]
    case 'counts-service':
      return [[service, failed('counts')]]
    case 'cools-down':
      return [[service, failed('cools')]]
    case 'opens-model':
      return [[service, failed('opens')]]
    case 'opens-operation':
      return [[operation, failed('opens', { order: job.ask.order.id })]]
  }
}

import type { Limits } from '../../inference/job/timeouts.ts'
import type { Endpoint } from '../../inference/route/endpoints.ts'
import type { Business, Demand } from '../../pack/demand.ts'
import type { ModelTier } from '../../pack/order.ts'
import type { CallTimeouts } from '../../pack/plan.ts'
import type { Asked } from './arguments.ts'

/** Where figures may be from. */
export interface Sources {
  readonly asked: Asked
  /** Null: there is no shop yet. */
  readonly business: Business | null
  /** For a shop that has written too little. */
  readonly recorded: Demand
  readonly endpoints: Readonly<Record<ModelTier, readonly Endpoint[]>>
  readonly timeouts: Readonly<Record<ModelTier, CallTimeouts>>
  readonly limits: Limits
}

/** A figure, and a sentence on where it is from. */
export interface Known<T> {
  readonly value: T
  readonly said: string
}

/** To three digits, as much as is known. */
export const rounded = (value: number) => Number(value.toPrecision(3))

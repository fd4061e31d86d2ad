import type { ModelTier } from '../../pack/order.ts'
import type { Ask } from './ask.ts'

export interface Limits {
  /** Milliseconds for one call. */
  readonly call: Readonly<Record<ModelTier, number>>
  /** Milliseconds kept back of the attempt, for checking and recording. */
  readonly margin: number
}

export const defaultLimits: Limits = { call: { '4b': 15_000, '32b': 60_000 }, margin: 1_500 }

/** Milliseconds that the next call may take; 0 or less: none is possible. */
export function timeFor({ tier, deadline }: Ask, { call, margin }: Limits, now: number): number {
  return Math.min(call[tier], deadline - margin - now)
}

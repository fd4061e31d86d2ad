import type { EndpointTier } from './order.ts'

/** What a tier's models did in the last hour, and in each of the last 24. */
export interface TierStanding {
  readonly tier: EndpointTier
  readonly calls: number
  readonly accepted: number
  /** Seconds of one call; null: there was none. */
  readonly p50: number | null
  readonly p99: number | null
  /** Seconds from asking to the first text of an order that was of use. */
  readonly useful50: number | null
  readonly useful99: number | null
  /** Of the asks that ended, those with a text. */
  readonly asks: number
  readonly tailored: number
  /** Micros of this hour: what open asks hold, and what was spent. */
  readonly held: number
  readonly spent: number
  /** Calls of each hour, the oldest first. */
  readonly hourly: readonly number[]
}

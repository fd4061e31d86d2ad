import type { EndpointTier } from './order.ts'

/** A change of a setting as a person asks for it. */
export interface AskedSetting {
  readonly key: string
  /** As a person types it; null: it is unset. */
  readonly value: string | null
  readonly operation: string | null
  readonly risk: string | null
  readonly tier: EndpointTier | null
  /** Percent of the orders, 1 to 99. */
  readonly share: number | null
  /** ISO 8601, UTC; null: until it is changed. */
  readonly until: string | null
  readonly by: string
  readonly why: string
}

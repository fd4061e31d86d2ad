import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { BatchAct, BatchState } from '../../pack/batch.ts'
import type { BreakerKey, BreakerState } from '../../pack/breaker.ts'
import type { CanaryEnd, CanaryKind } from '../../pack/canary.ts'
import type { IncidentKind } from '../../pack/incident.ts'
import type { EndpointTier, ModelTier } from '../../pack/order.ts'
import type { BudgetScope } from '../../pack/reason.ts'
import type { Timestamp } from './timestamp.ts'

/** What decides about calls, and who changed it. */
export interface PolicyTables {
  reservations: {
    id: string
    order_id: string
    customer: string | null
    organisation: string | null
    operation: string
    tier: EndpointTier
    endpoint: string
    made_at: Timestamp
    expires_at: Timestamp
    state: 'open' | 'settled' | 'expired'
    held_micros: number
    held_tokens: number
    used_micros: number
    used_in: number
    used_out: number
  }
  budgets: {
    scope: BudgetScope
    subject: string
    starts_at: Timestamp
    held_micros: number
    held_tokens: number
    used_micros: number
    used_tokens: number
  }
  endpoint_minutes: {
    endpoint: string
    minute: Timestamp
    calls: number
    tokens: number
  }
  /** As rate-limiter-flexible has it; `expire` is in milliseconds since 1970. */
  rate_limits: {
    key: string
    points: number
    expire: number | null
  }
  breakers: {
    endpoint: string
    model: string
    operation: string
    kind: BreakerKey['kind']
    tier: EndpointTier
    state: JSONColumnType<BreakerState>
    version: number
  }
  reusable_texts: {
    hash: string
    operation: string
    text: Uint8Array | null
    /** Keyed hash of the text. */
    digest: string | null
    claimant: string | null
    expires_at: Timestamp
  }
  setting_changes: {
    id: Generated<number>
    at: Generated<Timestamp>
    by_whom: string
    why: string
    key: string
    operation: string | null
    risk: string | null
    tier: EndpointTier | null
    share: number | null
    value: ColumnType<unknown, string | null, never>
    until: Timestamp | null
  }
  canaries: {
    id: Generated<number>
    kind: CanaryKind
    name: string
    operation: string | null
    tier: ModelTier | null
    share: number
    is_shadow: boolean
    started_at: Generated<Timestamp>
    by_whom: string
    why: string
    ended_at: Timestamp | null
    ending: CanaryEnd | null
    ended_by: string | null
    reason: string | null
  }
  incidents: {
    id: Generated<number>
    kind: IncidentKind
    title: string
    began_at: Timestamp
    opened_at: Generated<Timestamp>
    opened_by: string
    ended_at: Timestamp | null
    ended_by: string | null
    learned: string | null
  }
  batches: {
    id: Generated<number>
    act: BatchAct
    why: string
    by_whom: string
    made_at: Generated<Timestamp>
    state: Generated<BatchState>
  }
  batch_items: {
    batch_id: number
    order_id: string
    due_at: Generated<Timestamp>
    waits_for: string | null
    ended_at: Timestamp | null
    is_refused: Generated<boolean>
    outcome: string | null
  }
  operator_actions: {
    id: Generated<number>
    at: Generated<Timestamp>
    by_whom: string
    why: string
    verb: string
    subject: string
    outcome: string | null
    way: Generated<'command' | 'ops'>
  }
}

import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { Attempt, PassedOver } from '../pack/attempt.ts'
import type { BreakerKey, BreakerState } from '../pack/breaker.ts'
import type {
  Answers,
  Attentions,
  Consent,
  Currency,
  ModelTier,
  OrderState,
  Tier,
} from '../pack/order.ts'
import type { Outcome, Written } from '../pack/outcome.ts'
import type { BudgetScope, Reason } from '../pack/reason.ts'
import type { Composition } from '../pack/release.ts'

/** ISO 8601, UTC, on both database drivers. */
type Timestamp = string

interface LedgerDay {
  day: string
  operation: string
  tier: ModelTier
  endpoint: string
  model: string
  calls: number
  accepted: number
  estimated: number
  tokens_in: number
  tokens_out: number
  tokens_cached: number
  milliseconds: number
  cost_micros: number
}

interface OrderCost {
  order_id: string
  calls: number
  inference_micros: number
}

export interface Tables {
  orders: {
    id: string
    pack: string
    tier: Tier
    email: string
    answers: JSONColumnType<Answers>
    currency: Currency
    amount: number
    consent: JSONColumnType<Consent>
    content_version: string
    frozen_at: Timestamp
    state: Generated<OrderState>
    attentions: ColumnType<Attentions, string | undefined, string>
    /** Null but while the order is revoked. */
    revoked_from: OrderState | null
    idempotency_key: string | null
    request_hash: string
    session_id: string | null
    checkout_url: string | null
    paid_at: Timestamp | null
    amount_paid: number | null
    refund_owed: number | null
    next_update_by: Timestamp | null
    woken_at: Timestamp | null
  }
  inbox: {
    event_id: string
    type: string
    object_id: string
    received_at: Generated<Timestamp>
    attempts: Generated<number>
    due_at: Generated<Timestamp>
    last_error: string | null
    done_at: Timestamp | null
    set_aside_at: Timestamp | null
  }
  outcomes: {
    order_id: string
    artefact: string
    part: string
    round: number
    outcome: JSONColumnType<Outcome>
    recorded_at: Generated<Timestamp>
  }
  attempts: {
    id: string
    order_id: string
    artefact: string
    part: string
    round: number
    turn: number
    tier: ModelTier
    endpoint: string
    model: string
    prompt_version: string
    verdict: Attempt['verdict']
    tokens_in: number
    tokens_out: number
    tokens_cached: number
    started_at: Timestamp
    seconds: number
    ask_id: string | null
    infrastructure: string
    operation: string
    risk: string
    finish: string | null
    symptom: string | null
    tokens_estimated: boolean
    first_token_seconds: number | null
    queue_seconds: number | null
    cost_micros: number
    cohort: number
    rolled: boolean
  }
  asks: {
    id: string
    order_id: string
    artefact: string
    part: string
    round: number
    tier: ModelTier
    opened_at: Timestamp
    seconds: number
    queue_seconds: number | null
    source: string
    reason: Reason | null
    scope: string | null
    next_tier: ModelTier | null
    passed_over: JSONColumnType<PassedOver[]>
  }
  rollups: LedgerDay
  /** A view: `rollups`, and the calls that are not in them yet. */
  ledger_days: LedgerDay
  margins: OrderCost
  /** A view: `margins`, and the calls that are not in them yet. */
  ledger_orders: OrderCost
  order_keys: {
    order_id: string
    wrapped: Uint8Array
    made_at: Generated<Timestamp>
  }
  call_log: {
    attempt_id: string
    order_id: string
    at: Timestamp
    sealed: Uint8Array
  }
  book_differences: {
    order_id: string
    found_at: Generated<Timestamp>
    calls: number
    settled: number
    margin: number
  }
  endpoint_prices: {
    endpoint: string
    since: Generated<Timestamp>
    price_in: number
    price_out: number
  }
  reservations: {
    id: string
    order_id: string
    customer: string | null
    organisation: string | null
    operation: string
    tier: ModelTier
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
    tier: ModelTier
    state: JSONColumnType<BreakerState>
    version: number
  }
  operator_actions: {
    id: Generated<number>
    at: Generated<Timestamp>
    by_whom: string
    why: string
    verb: string
    subject: string
    outcome: string | null
  }
  reusable_texts: {
    hash: string
    operation: string
    text: JSONColumnType<Written> | null
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
    tier: ModelTier | null
    share: number | null
    value: ColumnType<unknown, string | null, never>
    until: Timestamp | null
  }
  releases: {
    order_id: string
    version: number
    composition: JSONColumnType<Composition>
    degraded: boolean
    sha256: string | null
    bytes: number | null
    rebuilt_sha256: string | null
    rebuilt_bytes: number | null
    published_at: Timestamp | null
  }
}

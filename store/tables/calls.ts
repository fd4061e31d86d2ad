import type { ColumnType, Generated, JSONColumnType, RawBuilder } from 'kysely'
import type { Attempt, PassedOver } from '../../pack/attempt.ts'
import type { Mark } from '../../pack/judgement.ts'
import type { EndpointTier, ModelTier } from '../../pack/order.ts'
import type { Reason } from '../../pack/reason.ts'
import type { ReviewCause, ReviewVerdict } from '../../pack/review.ts'
import type { Timestamp } from './timestamp.ts'

interface LedgerDay {
  day: string
  operation: string
  tier: EndpointTier
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

/** What was asked of models, and what it cost. */
export interface CallTables {
  asks: {
    id: string
    order_id: string
    artefact: string
    part: string
    round: number
    tier: EndpointTier
    opened_at: Timestamp
    seconds: number
    queue_seconds: number | null
    source: string
    reason: Reason | null
    scope: string | null
    next_tier: ModelTier | null
    passed_over: JSONColumnType<PassedOver[]>
  }
  attempts: {
    id: string
    order_id: string
    artefact: string
    part: string
    round: number
    turn: number
    tier: EndpointTier
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
    revision: Generated<number>
    found_by: string[] | null
  }
  rollups: LedgerDay
  /** A view: `rollups`, and the calls that are not in them yet. */
  ledger_days: LedgerDay
  /** Sums of an order's calls; the past ones are deleted. */
  margins: OrderCost & { past_calls_micros: number; past_settled_micros: number }
  /** A view: `margins`, and the calls that are not in them yet. */
  ledger_orders: OrderCost
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
  /** No word of what was judged. */
  judgements: {
    hash: string
    operation: string
    tier: ModelTier
    writer: string
    prompt_version: string
    judge: string
    judge_version: string
    marks: ColumnType<Mark[], RawBuilder<unknown>, never>
    supported: number
    doubted: number
    judged_at: Timestamp
  }
  reviews: {
    id: Generated<number>
    order_id: string
    artefact: string
    part: string
    revision: number
    round: number
    cause: ReviewCause
    asked_at: Timestamp
    verdict: ReviewVerdict
    by_whom: string | null
    at: Generated<Timestamp>
    seconds: number | null
    before: Uint8Array | null
    note: Uint8Array | null
  }
  judge_calibrations: {
    id: Generated<number>
    at: Generated<Timestamp>
    by_whom: string
    judge: string
    judge_version: string
    answers: number
    kappa: number
    low: number
    high: number
    found: number
    alarmed: number
  }
  order_keys: {
    order_id: string
    wrapped: Uint8Array
    /** Of the `DATA_KEY` that wraps it. */
    key_id: string
    made_at: Generated<Timestamp>
  }
  call_log: {
    attempt_id: string
    order_id: string
    at: Timestamp
    sealed: Uint8Array
  }
}

import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely'
import type { Correction } from '../../pack/correction.ts'
import type { ErasureWish } from '../../pack/erasure.ts'
import type {
  Attentions,
  Consent,
  Currency,
  OrderState,
  Tier,
  UnappliedKind,
} from '../../pack/order.ts'
import type { Outcome, WithoutText } from '../../pack/outcome.ts'
import type { Payment } from '../../pack/payment.ts'
import type { Timestamp } from './timestamp.ts'

/** What was bought, and what became of it. */
export interface OrderTables {
  orders: {
    id: string
    pack: string
    tier: Tier
    email: Uint8Array
    answers: Uint8Array
    /** Keyed hashes: of the address, and of the words of the company's name. */
    customer: string
    company: string[]
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
    payment: JSONColumnType<Payment> | null
    looks: Generated<number>
    looked: Generated<number>
    refund_owed: number | null
    next_update_by: Timestamp | null
    woken_at: Timestamp | null
    read_at: Timestamp | null
    link_generation: Generated<number>
    /** The customer, by an operator. */
    reached_at: Timestamp | null
    corrections: ColumnType<Correction[], string | undefined, string>
    revision: ColumnType<number, never, never>
    told_revision: Generated<number>
    look_due_at: Generated<Timestamp>
    payment_open: GeneratedAlways<boolean>
  }
  erasures: {
    order_id: string
    asked_by: ErasureWish
    key_id: string
    erased_at: Generated<Timestamp>
    backups_until: Timestamp
    files_due_at: Generated<Timestamp>
    files_tries: Generated<number>
    files_gone_at: Timestamp | null
  }
  erasure_requests: {
    order_id: string
    asked_at: Generated<Timestamp>
    due_at: Generated<Timestamp>
  }
  past_answers: {
    order_id: string
    revision: number
    answers: Uint8Array
    content_version: string
  }
  refund_requests: {
    order_id: string
    purpose: string
    intent: string | null
    amount: number
    due_at: Generated<Timestamp>
    tries: Generated<number>
    key_number: Generated<number>
    last_error: string | null
    approved_by: string | null
    stopped: string | null
    refund_id: string | null
    done_at: Timestamp | null
  }
  dispute_answers: {
    dispute_id: string
    order_id: string
    due_by: Timestamp
    due_at: Generated<Timestamp>
    tries: Generated<number>
    staged_at: Timestamp | null
    approved_by: string | null
    last_error: string | null
    ended_at: Timestamp | null
  }
  downloads: {
    order_id: string
    version: number
    at: Generated<Timestamp>
    network: string
  }
  unapplied_payments: {
    session_id: string
    order_id: string
    kind: UnappliedKind
    reason: string
    intent: string | null
    looked: Generated<number>
    seen_at: Generated<Timestamp>
    accepted_by: string | null
    returned_at: Timestamp | null
  }
  reconciliation: {
    only_row: Generated<boolean>
    reconciled_until: Timestamp
    endpoint_faults: JSONColumnType<readonly string[], string | undefined>
    under_way: Generated<boolean>
    due_at: Generated<Timestamp>
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
    revision: Generated<number>
    /** But the text. */
    outcome: JSONColumnType<WithoutText<Outcome>>
    content: Uint8Array | null
    recorded_at: Generated<Timestamp>
  }
  releases: {
    order_id: string
    version: number
    composition: Uint8Array
    revision: Generated<number>
    degraded: boolean
    sha256: string | null
    bytes: number | null
    rebuilt_sha256: string | null
    rebuilt_bytes: number | null
    published_at: Timestamp | null
    manifest_sha256: string | null
  }
}

import type { Selectable } from 'kysely'
import type { Answers } from '../../pack/order.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import type { Db } from '../database/database.ts'
import { wrappedOf } from '../sealing.ts'
import type { Tables } from '../tables.ts'
import { bound, type Vault } from '../vault.ts'

/** Orders with what opens them. */
export function orderRows(db: Db) {
  return db.selectFrom('orders').selectAll('orders').select(wrappedOf('orders.id').as('wrapped'))
}

type Row = Selectable<Tables['orders']> & {
  /** The order's key; null: it was erased. */
  readonly wrapped: Uint8Array | null
}

export function fromRow(vault: Vault, row: Row): StoredOrder {
  return {
    id: row.id,
    pack: row.pack,
    tier: row.tier,
    ...personOf(vault, row),
    currency: row.currency,
    amount: row.amount,
    consent: row.consent,
    idempotencyKey: row.idempotency_key,
    contentVersion: row.content_version,
    frozenAt: row.frozen_at,
    ...(row.corrections.length > 0 && { corrections: row.corrections }),
    state: row.state,
    attentions: row.attentions,
    requestHash: row.request_hash,
    sessionId: row.session_id,
    checkoutUrl: row.checkout_url,
    paidAt: row.paid_at,
    payment: row.payment,
    amountPaid: row.amount_paid,
    refundOwed: row.refund_owed,
    nextUpdateBy: row.next_update_by,
    readAt: row.read_at,
    linkGeneration: row.link_generation,
  }
}

/** Whose the order is, and what they answered. */
export function personOf(
  vault: Vault,
  {
    id,
    wrapped,
    email,
    answers,
    revision,
  }: Pick<Row, 'id' | 'wrapped' | 'email' | 'answers' | 'revision'>,
): Pick<StoredOrder, 'email' | 'answers'> {
  if (wrapped === null) return { email: '', answers: {} }
  return {
    email: vault.open(id, wrapped, bound.email, email) as string,
    answers: vault.open(id, wrapped, bound.answers(revision), answers) as Answers,
  }
}

import { sql } from 'kysely'
import type { Db } from '../database/database.ts'
import { byOrder } from './by-order.ts'

/** Letters that were written, whatever became of them. */
export async function lettersOf(db: Db, ids: readonly string[]) {
  const rows = await db
    .selectFrom('outbox')
    .select(['order_id as order', 'template', 'version', 'tries', 'ending', 'ended_at as endedAt'])
    .where('order_id', 'in', ids)
    .execute()
  return byOrder(rows)
}

export async function refundRequestsOf(db: Db, ids: readonly string[]) {
  const rows = await db
    .selectFrom('refund_requests')
    .select(['order_id as order', 'purpose', 'intent', 'amount', 'refund_id as refund'])
    .select(sql<boolean>`done_at is not null`.as('isDone'))
    .select(sql<boolean>`stopped is not null`.as('isStopped'))
    .where('order_id', 'in', ids)
    .execute()
  return byOrder(rows)
}

/** Payments that came for an order and are not applied to it. */
export async function unappliedOf(db: Db, ids: readonly string[]) {
  const rows = await db
    .selectFrom('unapplied_payments')
    .select(['order_id as order', 'session_id as session', 'kind'])
    .select(sql<boolean>`returned_at is not null`.as('isReturned'))
    .select(sql<boolean>`accepted_by is not null`.as('isAccepted'))
    .where('order_id', 'in', ids)
    .execute()
  return byOrder(rows)
}

/** Calls whose answer was accepted. */
export async function acceptedOf(db: Db, ids: readonly string[]) {
  const rows = await db
    .selectFrom('attempts')
    .select(['order_id as order', 'id as attempt', 'artefact', 'part', 'tier'])
    .select('started_at as startedAt')
    .where('order_id', 'in', ids)
    .where('verdict', '=', 'accepted')
    .execute()
  return byOrder(rows)
}

export async function erasuresOf(db: Db, ids: readonly string[]) {
  const rows = await db
    .selectFrom('erasures')
    .select(['order_id as order', 'erased_at as erasedAt', 'files_gone_at as filesGoneAt'])
    .where('order_id', 'in', ids)
    .execute()
  return byOrder(rows)
}

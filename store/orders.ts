import { sql } from 'kysely'
import type { Attention, Consent, FrozenOrder, OrderState } from '../pack/order.ts'
import { mayBecome } from '../pack/order.ts'
import type { Db } from './database.ts'

/** An order with what happened to it since it was frozen. */
export interface StoredOrder extends FrozenOrder {
  readonly email: string
  readonly consent: Consent
  readonly state: OrderState
  readonly attention: Attention
  readonly attentionNote: string | null
  readonly requestHash: string
  readonly sessionId: string | null
  /** Stripe's hosted page, while unpaid. */
  readonly checkoutUrl: string | null
  readonly paidAt: string | null
  readonly nextUpdateBy: string | null
}

export interface NewOrder extends FrozenOrder {
  readonly email: string
  readonly consent: Consent
  readonly idempotencyKey: string | null
  readonly requestHash: string
}

/** What a change of state brings with it. */
export interface Change {
  readonly paidAt?: string
  readonly nextUpdateBy?: string | null
}

export type OrderStore = ReturnType<typeof createOrderStore>

export function createOrderStore(db: Db) {
  const find = async (column: 'id' | 'session_id' | 'idempotency_key', value: string) => {
    const row = await db
      .selectFrom('orders')
      .selectAll()
      .where(column, '=', value)
      .executeTakeFirst()
    return row && fromRow(row)
  }

  return {
    byId: (id: string) => find('id', id),
    bySession: (sessionId: string) => find('session_id', sessionId),

    /** Inserts the order, or gives the one that was made with the same idempotency key. */
    async create(order: NewOrder): Promise<StoredOrder> {
      await db
        .insertInto('orders')
        .values(toRow(order))
        .onConflict((conflict) => conflict.column('idempotency_key').doNothing())
        .execute()
      const key = order.idempotencyKey
      const stored = key === null ? await find('id', order.id) : await find('idempotency_key', key)
      if (!stored) throw new Error(`Order ${order.id} was inserted and is not there.`)
      return stored
    },

    async setSession(id: string, sessionId: string, checkoutUrl: string): Promise<void> {
      await db
        .updateTable('orders')
        .set({ session_id: sessionId, checkout_url: checkoutUrl })
        .where('id', '=', id)
        .execute()
    },

    /**
     * Moves the order on if its present state allows it; safe at any number of callers.
     *
     * @returns whether this call moved it
     */
    async advance(id: string, to: OrderState, change: Change = {}): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('orders')
        .set({
          state: to,
          ...(change.paidAt !== undefined && { paid_at: change.paidAt }),
          ...(change.nextUpdateBy !== undefined && { next_update_by: change.nextUpdateBy }),
        })
        .where('id', '=', id)
        .where('state', 'in', statesBefore(to))
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },

    async expectUpdate(id: string, nextUpdateBy: string | null): Promise<void> {
      const change = { next_update_by: nextUpdateBy }
      await db.updateTable('orders').set(change).where('id', '=', id).execute()
    },

    /** Asks for a person, or (with null) says that nobody is needed any more. */
    async setAttention(id: string, attention: Attention, note: string | null): Promise<void> {
      const change = { attention, attention_note: note }
      await db.updateTable('orders').set(change).where('id', '=', id).execute()
    },

    /** Paid and not complete, oldest first. */
    async unfinished(limit: number): Promise<{ id: string; state: OrderState; paidAt: string }[]> {
      const rows = await db
        .selectFrom('orders')
        .select(['id', 'state', 'paid_at'])
        .where('state', 'in', ['paid', 'improving'])
        .orderBy('paid_at')
        .limit(limit)
        .execute()
      return rows.map((row) => ({ id: row.id, state: row.state, paidAt: row.paid_at ?? '' }))
    },

    /** When the oldest order that is paid and has no release was paid; null when there is none. */
    async oldestUndelivered(): Promise<string | null> {
      const row = await db
        .selectFrom('orders')
        .select(sql<string | null>`min(paid_at)`.as('oldest'))
        .where('state', '=', 'paid')
        .executeTakeFirst()
      return row?.oldest ?? null
    },
  }
}

function statesBefore(to: OrderState): OrderState[] {
  const all: OrderState[] = [
    'awaiting-payment',
    'payment-pending',
    'payment-failed',
    'expired',
    'paid',
    'improving',
    'complete',
    'revoked',
  ]
  return all.filter((from) => mayBecome(from, to))
}

function toRow(order: NewOrder) {
  return {
    id: order.id,
    pack: order.pack,
    tier: order.tier,
    email: order.email,
    answers: JSON.stringify(order.answers),
    currency: order.currency,
    amount: order.amount,
    consent: JSON.stringify(order.consent),
    content_version: order.contentVersion,
    frozen_at: order.frozenAt,
    idempotency_key: order.idempotencyKey,
    request_hash: order.requestHash,
  }
}

type Row = Awaited<ReturnType<typeof selectOne>>
const selectOne = (db: Db) => db.selectFrom('orders').selectAll().executeTakeFirstOrThrow()

function fromRow(row: Row): StoredOrder {
  return {
    id: row.id,
    pack: row.pack,
    tier: row.tier,
    email: row.email,
    answers: row.answers,
    currency: row.currency,
    amount: row.amount,
    consent: row.consent,
    contentVersion: row.content_version,
    frozenAt: row.frozen_at,
    state: row.state,
    attention: row.attention,
    attentionNote: row.attention_note,
    requestHash: row.request_hash,
    sessionId: row.session_id,
    checkoutUrl: row.checkout_url,
    paidAt: row.paid_at,
    nextUpdateBy: row.next_update_by,
  }
}

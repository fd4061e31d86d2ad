import type { Updateable } from 'kysely'
import type { Attention, Consent, FrozenOrder, OrderState } from '../pack/order.ts'
import { mayBecome, orderStates } from '../pack/order.ts'
import type { Db } from './database.ts'
import type { Tables } from './tables.ts'

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
  /** Tax and discounts included, in minor units. */
  readonly amountPaid: number | null
  /** Of what was paid, in minor units; null: nothing. */
  readonly refundOwed: number | null
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
  readonly amountPaid?: number | null
  readonly refundOwed?: number | null
  readonly nextUpdateBy?: string | null
}

export function createOrderStore(db: Db) {
  const find = async (column: 'id' | 'idempotency_key' | 'session_id', value: string) => {
    const row = await db
      .selectFrom('orders')
      .selectAll()
      .where(column, '=', value)
      .executeTakeFirst()
    return row && fromRow(row)
  }

  const set = async (id: string, change: Updateable<Tables['orders']>) =>
    void (await db.updateTable('orders').set(change).where('id', '=', id).execute())

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

    setSession: (id: string, sessionId: string, checkoutUrl: string): Promise<void> =>
      set(id, { session_id: sessionId, checkout_url: checkoutUrl }),

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
          ...(change.amountPaid !== undefined && { amount_paid: change.amountPaid }),
          ...(change.refundOwed !== undefined && { refund_owed: change.refundOwed }),
          ...(change.nextUpdateBy !== undefined && { next_update_by: change.nextUpdateBy }),
        })
        .where('id', '=', id)
        .where('state', 'in', statesBefore(to))
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },

    expectUpdate: (id: string, nextUpdateBy: string | null): Promise<void> =>
      set(id, { next_update_by: nextUpdateBy }),

    /** Asks for a person, or (with null) says that nobody is needed any more. */
    setAttention: (id: string, attention: Attention, note: string | null): Promise<void> =>
      set(id, { attention, attention_note: note }),
  }
}

function statesBefore(to: OrderState): OrderState[] {
  return orderStates.filter((from) => mayBecome(from, to))
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
    amountPaid: row.amount_paid,
    refundOwed: row.refund_owed,
    nextUpdateBy: row.next_update_by,
  }
}

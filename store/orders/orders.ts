import { sql, type UpdateObject } from 'kysely'
import type { AttentionKind, OrderState } from '../../pack/order.ts'
import { entitledStates, mayBecome } from '../../pack/order.ts'
import type { NewOrder, StoredOrder } from '../../pack/stored-order.ts'
import type { Db } from '../database/database.ts'
import { lookupsOf } from '../lookups.ts'
import { requestRefund } from '../money/refund-requests.ts'
import type { Sealed } from '../sealing.ts'
import type { Tables } from '../tables.ts'
import { bound, type Vault } from '../vault.ts'
import { raised, settled } from './attentions.ts'
import { fromRow, orderRows } from './stored-order.ts'

/** A step of the order, with what it brings. */
export interface Step {
  /** It is taken from these states alone. */
  readonly from: readonly OrderState[]
  readonly to: OrderState
  /** Only from these answers (`pack/correction`); left out: whatever they are. */
  readonly revision?: number
  readonly paidAt?: string
  /** In which it was paid. */
  readonly sessionId?: string
  readonly amountPaid?: number | null
  readonly refundOwed?: number | null
  readonly nextUpdateBy?: string | null
}

export function createOrderStore({ db, vault }: Sealed) {
  const find = async (column: 'id' | 'idempotency_key' | 'session_id', value: string) => {
    const row = await orderRows(db).where(column, '=', value).executeTakeFirst()
    return row && fromRow(vault, row)
  }

  const set = async (id: string, change: Update) =>
    void (await db.updateTable('orders').set(change).where('id', '=', id).execute())

  return {
    byId: (id: string) => find('id', id),

    bySession: (sessionId: string) => find('session_id', sessionId),

    byIdempotencyKey: (key: string) => find('idempotency_key', key),

    /** Inserts the order, or gives the one that was made with the same idempotency key. */
    async create(order: NewOrder): Promise<StoredOrder> {
      await insert({ db, vault }, order)
      const key = order.idempotencyKey
      const stored = key === null ? await find('id', order.id) : await find('idempotency_key', key)
      if (!stored) throw new Error(`Order ${order.id} was inserted and is not there.`)
      return stored
    },

    /**
     * Keeps the session in which the order is paid for. The first writer wins, so that nobody can
     * pay twice.
     *
     * @returns the page of the session that stands
     */
    async setSession(id: string, sessionId: string, checkoutUrl: string): Promise<string> {
      const { url } = await db
        .updateTable('orders')
        .set({
          session_id: sql`coalesce(session_id, ${sessionId})`,
          checkout_url: sql`coalesce(checkout_url, ${checkoutUrl})`,
        })
        .where('id', '=', id)
        .returning('checkout_url as url')
        .executeTakeFirstOrThrow()
      return url ?? checkoutUrl
    },

    /** With what is owed its request goes down, both or neither. */
    advance: (id: string, step: Step): Promise<boolean> =>
      step.refundOwed ? advanceOwing(db, id, step, step.refundOwed) : advance(db, id, step),

    expectUpdate: (id: string, nextUpdateBy: string | null): Promise<void> =>
      set(id, { next_update_by: nextUpdateBy }),

    /** The link of that generation opens the order no more. @returns whether it did */
    withdrawLink: (id: string, generation: number): Promise<boolean> =>
      withdrawLink(db, id, generation),

    /** Asks for a person, with a sentence on why. */
    async raise(id: string, kind: AttentionKind, why: string): Promise<void> {
      await db
        .updateTable('orders')
        .set({ attentions: raised(kind, why) })
        .where('id', '=', id)
        // What a run met that ends now may hold words of the answers.
        .where('state', '<>', 'erased')
        .execute()
    },

    /** Nobody is needed any more for this; what else was asked for stands. */
    settle: (id: string, kind: AttentionKind): Promise<void> =>
      set(id, { attentions: settled(kind) }),
  }
}

type Update = UpdateObject<Tables, 'orders'>

async function withdrawLink(db: Db, id: string, generation: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('orders')
    .set({ link_generation: generation + 1 })
    .where('id', '=', id)
    .where('link_generation', '=', generation)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Finds the order while its pack is the customer's, for a statement that asks for more. */
export function entitled(db: Db, id: string) {
  return db
    .selectFrom('orders')
    .select('id')
    .where('id', '=', id)
    .where('state', 'in', entitledStates)
}

/**
 * Moves the order on if it stands where the step begins; safe at any number of callers. An order that
 * moves on is no longer parked.
 *
 * @returns whether this call moved it
 */
export async function advance(
  db: Db,
  id: string,
  { from, to, revision, ...change }: Step,
): Promise<boolean> {
  const wrong = from.find((state) => !mayBecome(state, to))
  if (wrong !== undefined) throw new Error(`An order never goes from ${wrong} to ${to}.`)
  const brought = {
    state: to,
    attentions: settled('parked'),
    ...(to === 'complete' && { read_at: null }),
    ...(change.paidAt !== undefined && { paid_at: change.paidAt }),
    ...(change.sessionId !== undefined && { session_id: change.sessionId }),
    ...(change.amountPaid !== undefined && { amount_paid: change.amountPaid }),
    ...(change.refundOwed !== undefined && { refund_owed: change.refundOwed }),
    ...(change.nextUpdateBy !== undefined && { next_update_by: change.nextUpdateBy }),
  }
  return (await turn(db, id, from, brought, revision)).length > 0
}

const advanceOwing = (db: Db, id: string, step: Step, amount: number): Promise<boolean> =>
  db.transaction().execute(async (tx) => {
    const moved = await advance(tx, id, step)
    if (moved) await requestRefund(tx, { order: id, purpose: 'shortfall', amount })
    return moved
  })

/** Takes a paid order back. @returns where it moved, if it did */
export const revoke = (db: Db, id: string): Promise<OrderState[]> =>
  turn(db, id, entitledStates, { state: 'revoked', revoked_from: sql.ref('state') })

/** Gives a revoked order back, where it stood. @returns where it moved, if it did */
export const restore = (db: Db, id: string): Promise<OrderState[]> =>
  turn(db, id, ['revoked'], { state: sql.ref('revoked_from'), revoked_from: null })

async function turn(
  db: Db,
  id: string,
  from: readonly OrderState[],
  change: Update,
  revision?: number,
) {
  const rows = await db
    .updateTable('orders')
    .set(change)
    .where('id', '=', id)
    .where('state', 'in', from)
    .$if(revision !== undefined, (query) => query.where('revision', '=', revision!))
    .returning('state')
    .execute()
  return rows.map(({ state }) => state)
}

/** With the key that seals it, in one statement. */
async function insert({ db, vault }: Sealed, order: NewOrder): Promise<void> {
  const wrapped = vault.newKey(order.id)
  await db
    .with('made', (e) =>
      e
        .insertInto('orders')
        .values(toRow(vault, wrapped, order))
        .onConflict((conflict) => conflict.column('idempotency_key').doNothing())
        .returning('id'),
    )
    .insertInto('order_keys')
    .columns(['order_id', 'wrapped', 'key_id'])
    .expression((e) =>
      e
        .selectFrom('made')
        .select([
          'id',
          sql`${wrapped}::bytea`.as('wrapped'),
          sql`${vault.keyIds[0]}::text`.as('key_id'),
        ]),
    )
    .execute()
}

function toRow(vault: Vault, wrapped: Uint8Array, order: NewOrder) {
  const { id, email, answers } = order
  return {
    id,
    pack: order.pack,
    tier: order.tier,
    email: vault.close(id, wrapped, bound.email, email),
    answers: vault.close(id, wrapped, bound.answers(1), answers),
    ...lookupsOf(vault, email, answers),
    currency: order.currency,
    amount: order.amount,
    consent: JSON.stringify(order.consent),
    content_version: order.contentVersion,
    frozen_at: order.frozenAt,
    idempotency_key: order.idempotencyKey,
    request_hash: order.requestHash,
  }
}

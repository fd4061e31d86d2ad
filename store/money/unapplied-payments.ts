import { sql } from 'kysely'
import type { OrderState, UnappliedKind } from '../../pack/order.ts'
import type { Payment } from '../../pack/payment.ts'
import type { Db } from '../database/database.ts'
import { advance } from '../orders/orders.ts'

interface Key {
  readonly order: string
  /** `cs_…`. */
  readonly session: string
}

interface UnappliedPayment extends Key {
  readonly kind: UnappliedKind
  /** For a person. */
  readonly reason: string
  readonly payment: Payment | null
}

/** Payments that came for an order and are not applied to it, each by its Checkout Session. */
export function createUnappliedPayments(db: Db) {
  return {
    /** A person is asked for. What was accepted for another reason is accepted no more. */
    keepUnapplied: (unapplied: UnappliedPayment): Promise<void> =>
      db.transaction().execute((tx) => keep(tx, unapplied)),

    /**
     * All of it went back: no person is needed any more, and an order whose own payment page it was is closed.
     *
     * @returns the states that the order moved to
     */
    returnUnapplied: (key: Key): Promise<OrderState[]> =>
      db.transaction().execute((tx) => goBack(tx, key)),

    /**
     * The newest payment that differs from the order is to be applied all the same; the first who says so
     * stands. @returns its session; null: none differs
     */
    async acceptDifference(order: string, by: string): Promise<string | null> {
      const { rows } = await sql<{ session: string }>`
        update unapplied_payments set accepted_by = coalesce(accepted_by, ${by})
        where session_id = (
          select session_id from unapplied_payments
          where order_id = ${order} and kind = 'parked' and returned_at is null
          order by seen_at desc limit 1
        )
        returning session_id as session`.execute(db)
      return rows[0]?.session ?? null
    },

    /** Payments that a person has to decide about. */
    async unappliedOf(order: string): Promise<{ session: string; intent: string }[]> {
      return db
        .selectFrom('unapplied_payments')
        .select(['session_id as session', 'intent'])
        .where('order_id', '=', order)
        .where('intent', 'is not', null)
        .where('returned_at', 'is', null)
        .where('accepted_by', 'is', null)
        .$narrowType<{ intent: string }>()
        .execute()
    },

    async isAccepted(session: string, reason: string): Promise<boolean> {
      const row = await db
        .selectFrom('unapplied_payments')
        .select('session_id')
        .where('session_id', '=', session)
        .where('reason', '=', reason)
        .where('accepted_by', 'is not', null)
        .executeTakeFirst()
      return row !== undefined
    },

    /** The sessions of the order, and those that the PaymentIntent paid. */
    async sessionsOf(order: string | null, intent: string | null): Promise<string[]> {
      const { rows } = await sql<{ session: string }>`
        select session_id as session from orders
        where session_id is not null and (id = ${order} or payment ->> 'intent' = ${intent})
        union
        select session_id from unapplied_payments
        where order_id = ${order} or intent = ${intent}`.execute(db)
      return rows.map(({ session }) => session)
    },
  }
}

async function keep(tx: Db, unapplied: UnappliedPayment): Promise<void> {
  const { order, session, kind, reason, payment } = unapplied
  await lock(tx, order)
  await sql`
    insert into unapplied_payments as known (session_id, order_id, kind, reason, intent)
    values (${session}, ${order}, ${kind}, ${reason}, ${payment?.intent ?? null})
    on conflict (session_id) do update set
      kind = excluded.kind,
      reason = excluded.reason,
      returned_at = null,
      accepted_by = case when known.reason = excluded.reason then known.accepted_by end`.execute(tx)
  if (kind === 'parked') await keepPayment(tx, unapplied, payment)
  await tell(tx, order)
}

async function goBack(tx: Db, key: Key): Promise<OrderState[]> {
  await lock(tx, key.order)
  await tx
    .updateTable('unapplied_payments')
    .set({ returned_at: sql<string>`coalesce(returned_at, now())` })
    .where('session_id', '=', key.session)
    .execute()
  const closes = (await isOwn(tx, key)) && (await advance(tx, key.order, closing))
  await tell(tx, key.order)
  return closes ? ['expired'] : []
}

const closing = { from: ['awaiting-payment', 'payment-pending'], to: 'expired' } as const

async function isOwn(db: Db, { order, session }: Key): Promise<boolean> {
  const row = await db
    .selectFrom('orders')
    .select('id')
    .where('id', '=', order)
    .where('session_id', '=', session)
    .executeTakeFirst()
  return row !== undefined
}

/** Of the order's own page, so that it can be refunded. */
async function keepPayment(db: Db, { order, session }: Key, payment: Payment | null) {
  await db
    .updateTable('orders')
    .set({ payment: payment && JSON.stringify(payment) })
    .where('id', '=', order)
    .where('session_id', '=', session)
    .where('paid_at', 'is', null)
    .execute()
}

/** One after the other, so that each sees what the others kept. */
async function lock(db: Db, order: string) {
  await db.selectFrom('orders').select('id').where('id', '=', order).forUpdate().execute()
}

/**
 * The order asks for a person while there is one to decide about, with the newest reason of each kind. A
 * paid order may be parked for what its run met.
 */
async function tell(db: Db, order: string) {
  await sql`
    update orders set attentions = (
      attentions - 'paid-twice'::text - case when paid_at is null then 'parked' else '' end
    ) || coalesce((
      select jsonb_object_agg(kind, reason) from (
        select distinct on (kind) kind, reason from unapplied_payments
        where order_id = orders.id and returned_at is null and accepted_by is null
        order by kind, seen_at desc
      ) as open
      where kind = 'paid-twice' or paid_at is null
    ), '{}')
    where id = ${order}`.execute(db)
}

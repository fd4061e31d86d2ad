import { sql } from 'kysely'
import type { Db } from '../database/database.ts'
import { inSeconds, now } from '../database/time.ts'
import { kept } from '../database/values.ts'
import { raised } from '../orders/attentions.ts'

export interface RefundRequest {
  readonly order: string
  /** `shortfall`, or `operator-…`: what an operator wants to go back. */
  readonly purpose: string
  /** Of the payment that gives it back; null: the one that the order was paid by. */
  readonly intent: string | null
  /** Minor units of the order's currency. */
  readonly amount: number
  /** Tries so far, this one included. */
  readonly tries: number
  /** Of the idempotency key. */
  readonly keyNumber: number
  readonly approvedBy: string | null
}

type Key = Pick<RefundRequest, 'order' | 'purpose'>

/** By its number of tries a claim is known: what an operator approved since is another. */
type Claim = Key & Pick<RefundRequest, 'tries'>

/** Seconds for which a claimed request belongs to its claimer; a claimer that died loses it then. */
const lease = 60

/** Has money go back, once a purpose; part of what comes to owe it. */
export async function requestRefund(
  db: Db,
  { order, purpose, amount }: Pick<RefundRequest, 'order' | 'purpose' | 'amount'>,
): Promise<void> {
  await db
    .insertInto('refund_requests')
    .values({ order_id: order, purpose, amount })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export function createRefundRequests(db: Db) {
  const one = ({ order, purpose }: Key) =>
    db
      .updateTable('refund_requests')
      .where('order_id', '=', order)
      .where('purpose', '=', purpose)
      .where('done_at', 'is', null)

  return {
    /** Takes up to `limit` requests that are due. */
    claim: (limit: number): Promise<RefundRequest[]> => claimDue(db, limit),

    /** @param refund Stripe's, which stands; null: nothing was left to give back */
    async done(key: Key, refund: string | null): Promise<void> {
      await one(key).set({ done_at: now, refund_id: refund, last_error: null }).execute()
    },

    /** The key with this number is used no more. */
    async renewKey(key: Key, spent: number): Promise<void> {
      await one(key)
        .set({ key_number: spent + 1 })
        .where('key_number', '=', spent)
        .execute()
    },

    /** It is tried again after so many seconds, unless an operator has approved it meanwhile. */
    async postpone({ tries, ...key }: Claim, seconds: number, why: string): Promise<void> {
      await one(key)
        .set({ due_at: inSeconds(seconds), last_error: kept(why) })
        .where('tries', '=', tries)
        .execute()
    },

    async ofOrder(order: string): Promise<KnownRequest[]> {
      return db
        .selectFrom('refund_requests')
        .select(['purpose', 'amount', 'stopped', 'refund_id as refund'])
        .select(sql<boolean>`done_at is not null`.as('isDone'))
        .where('order_id', '=', order)
        .execute()
    },

    /**
     * By an operator's word they go back, all or none, whatever stopped or ended them before; nobody is
     * asked any more.
     */
    approve: (all: readonly Approved[]): Promise<void> =>
      db.transaction().execute(async (tx) => {
        for (const one of all) await approve(tx, one)
      }),

    /** It waits for a person, who is asked for on the order; neither where one has approved it meanwhile. */
    stop: (claim: Claim, why: string): Promise<void> =>
      db.transaction().execute((tx) => stop(tx, claim, kept(why))),
  }
}

interface KnownRequest {
  readonly purpose: string
  readonly amount: number
  readonly stopped: string | null
  readonly isDone: boolean
  readonly refund: string | null
}

interface Approved extends Pick<RefundRequest, 'order' | 'purpose' | 'amount'> {
  readonly intent?: string | null
  readonly by: string
}

async function approve(
  tx: Db,
  { order, purpose, intent = null, amount, by }: Approved,
): Promise<void> {
  await sql`
    insert into refund_requests as known (order_id, purpose, intent, amount, approved_by)
    values (${order}, ${purpose}, ${intent}, ${amount}, ${by})
    on conflict (order_id, purpose) do update set
      amount = excluded.amount,
      approved_by = excluded.approved_by,
      stopped = null,
      tries = 0,
      due_at = now(),
      -- The refund that it made came back: the same key would give the same one.
      key_number = known.key_number + (known.done_at is not null)::int,
      done_at = null,
      refund_id = null`.execute(tx)
  await sql`
    update orders set attentions = attentions - 'refund'::text
    where id = ${order} and not exists (
      select from refund_requests where order_id = ${order} and stopped is not null and done_at is null
    )`.execute(tx)
}

async function stop(tx: Db, { order, purpose, tries }: Claim, stopped: string): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('refund_requests')
    .set({ stopped })
    .where('order_id', '=', order)
    .where('purpose', '=', purpose)
    .where('tries', '=', tries)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return
  await tx
    .updateTable('orders')
    .set({ attentions: raised('refund', stopped) })
    .where('id', '=', order)
    .execute()
}

function claimDue(db: Db, limit: number): Promise<RefundRequest[]> {
  const due = db
    .selectFrom('refund_requests')
    .select(['order_id', 'purpose'])
    .where('done_at', 'is', null)
    .where('stopped', 'is', null)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
  return db
    .updateTable('refund_requests')
    .set({ tries: sql<number>`tries + 1`, due_at: inSeconds(lease) })
    .where((e) => e(e.refTuple('order_id', 'purpose'), 'in', due.$asTuple('order_id', 'purpose')))
    .returning([
      'order_id as order',
      'purpose',
      'intent',
      'amount',
      'tries',
      'key_number as keyNumber',
      'approved_by as approvedBy',
    ])
    .execute()
}

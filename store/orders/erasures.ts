import { sql } from 'kysely'
import { type Erasure, type ErasureObstacle, type ErasureWish } from '../../pack/erasure.ts'
import type { Db } from '../database/database.ts'
import { inSeconds, now } from '../database/time.ts'
import { holdForErasure } from './erasable.ts'

/** Seconds for which whoever removes an order's files has them; one that died loses them then. */
const lease = 300

export function createErasures(db: Db) {
  return {
    /**
     * Destroys the order's key, and with it whatever is sealed; clears what else says whose it was, and calls off
     * what was still to be written. All of it or nothing; what was erased before stays as it is.
     *
     * @returns what stands in the way; null: the order is erased
     */
    erase: (order: string, wish: Wish): Promise<ErasureObstacle | null> =>
      db.transaction().execute((tx) => erase(tx, order, wish)),

    /** Undefined: the order was not erased. */
    erasureOf: (order: string): Promise<Erasure | undefined> =>
      db
        .selectFrom('erasures')
        .select([
          'order_id as order',
          'asked_by as askedBy',
          'key_id as keyId',
          'erased_at as erasedAt',
          'backups_until as backupsUntil',
          'files_gone_at as filesGoneAt',
        ])
        .where('order_id', '=', order)
        .executeTakeFirst(),

    /**
     * Up to `limit` orders behind `last` that were paid for before so many years, or not paid for in so many
     * days, by their ids.
     */
    async old(last: string, age: Age, limit: number): Promise<string[]> {
      const { years, unpaidDays } = age
      const { rows } = await sql<{ id: string }>`
        select id from orders
        where id > ${last} and (
          (state in ('improving', 'complete', 'revoked')
            and coalesce(paid_at, frozen_at) < now() - make_interval(years => ${years}))
          or (state in ('expired', 'payment-failed')
            and frozen_at < now() - make_interval(days => ${unpaidDays}))
        )
        order by id limit ${limit}`.execute(db)
      return rows.map(({ id }) => id)
    },

    /** Takes up to `limit` erased orders whose files are still to be removed. */
    claimFiles: (limit: number): Promise<ErasedFiles[]> => claimFiles(db, limit),

    async filesGone(order: string): Promise<void> {
      await db
        .updateTable('erasures')
        .set({ files_gone_at: now })
        .where('order_id', '=', order)
        .execute()
    },

    /** They are tried again after so many seconds. */
    async filesLater(order: string, seconds: number): Promise<void> {
      await db
        .updateTable('erasures')
        .set({ files_due_at: inSeconds(seconds) })
        .where('order_id', '=', order)
        .execute()
    },
  }
}

export interface ErasedFiles {
  readonly order: string
  /** Tries so far, this one included. */
  readonly tries: number
}

interface Age {
  readonly years: number
  readonly unpaidDays: number
}

interface Wish {
  readonly askedBy: ErasureWish
  /** For which copies of keys are kept in backups. */
  readonly keyBackupDays: number
}

/**
 * Has orders that were erased since the backup that was restored be as they were: only that they were erased is
 * known of them. A key that an older backup of the keys brought back goes again.
 */
export async function eraseAgain(db: Db): Promise<void> {
  const restored = await db
    .selectFrom('erasures')
    .innerJoin('orders', 'orders.id', 'erasures.order_id')
    .leftJoin('order_keys', 'order_keys.order_id', 'erasures.order_id')
    .select('erasures.order_id as order')
    .where((e) => e.or([e('state', '<>', 'erased'), e('wrapped', 'is not', null)]))
    .execute()
  for (const { order } of restored) await db.transaction().execute((tx) => forget(tx, order))
}

async function erase(tx: Db, order: string, wish: Wish): Promise<ErasureObstacle | null> {
  const obstacle = await holdForErasure(tx, order)
  if (obstacle !== null) return obstacle === 'erased' ? null : obstacle
  await note(tx, order, wish)
  await forget(tx, order)
  return null
}

async function forget(tx: Db, order: string): Promise<void> {
  await tx.deleteFrom('order_keys').where('order_id', '=', order).execute()
  await tx.deleteFrom('erasure_requests').where('order_id', '=', order).execute()
  // A backup that was restored may have brought its files back.
  await tx
    .updateTable('erasures')
    .set({ files_due_at: now, files_tries: 0, files_gone_at: null })
    .where('order_id', '=', order)
    .execute()
  await forgetPerson(tx, order)
  await forgetWork(tx, order)
  await forgetLetters(tx, order)
}

async function note(tx: Db, order: string, { askedBy, keyBackupDays }: Wish): Promise<void> {
  const key = tx.selectFrom('order_keys').select('key_id').where('order_id', '=', order)
  await tx
    .insertInto('erasures')
    .values({
      order_id: order,
      asked_by: askedBy,
      key_id: (await key.executeTakeFirst())?.key_id ?? '',
      backups_until: sql<string>`now() + make_interval(days => ${keyBackupDays})`,
    })
    .execute()
}

const nothing = Buffer.alloc(0)

/** Money, times and states stay; of what asks for a person, what is about money. */
async function forgetPerson(tx: Db, order: string): Promise<void> {
  await tx
    .updateTable('orders')
    .set({
      state: 'erased',
      email: nothing,
      answers: nothing,
      customer: '',
      company: [],
      request_hash: '',
      idempotency_key: null,
      checkout_url: null,
      corrections: '[]',
      told_revision: 1,
      revoked_from: null,
      next_update_by: null,
      attentions: sql<string>`attentions - 'parked'::text - 'contact'::text - 'review'::text`,
    })
    .where('id', '=', order)
    .execute()
}

/** What stopped an act may have been said in words of the order. */
const unsaid = { waits_for: null, outcome: sql<string>`case when outcome is not null then '' end` }

/** Whose a reservation was stays a hash, for as long as the budgets that it drew on are proved. */
async function forgetWork(tx: Db, order: string): Promise<void> {
  await tx.deleteFrom('past_answers').where('order_id', '=', order).execute()
  await tx.deleteFrom('call_log').where('order_id', '=', order).execute()
  await tx.deleteFrom('outcomes').where('order_id', '=', order).execute()
  const words = { before: null, note: null }
  await tx.updateTable('reviews').set(words).where('order_id', '=', order).execute()
  await tx.updateTable('batch_items').set(unsaid).where('order_id', '=', order).execute()
  const releases = { composition: nothing }
  await tx.updateTable('releases').set(releases).where('order_id', '=', order).execute()
  await tx.updateTable('downloads').set({ network: '' }).where('order_id', '=', order).execute()
}

async function forgetLetters(tx: Db, order: string): Promise<void> {
  const letters = tx.updateTable('outbox').where('order_id', '=', order)
  await letters.set({ last_error: null }).execute()
  await letters.set({ ended_at: now, ending: 'needless' }).where('ended_at', 'is', null).execute()
  await tx.updateTable('mail_reports').set({ said: '' }).where('order_id', '=', order).execute()
}

function claimFiles(db: Db, limit: number): Promise<ErasedFiles[]> {
  const due = db
    .selectFrom('erasures')
    .select('order_id')
    .where('files_gone_at', 'is', null)
    .where('files_due_at', '<=', now)
    .orderBy('files_due_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
  return db
    .updateTable('erasures')
    .set({ files_tries: sql<number>`files_tries + 1`, files_due_at: inSeconds(lease) })
    .where('order_id', 'in', due)
    .returning(['order_id as order', 'files_tries as tries'])
    .execute()
}

import { sql } from 'kysely'
import type { Correction } from '../../pack/correction.ts'
import { type Answers, entitledStates } from '../../pack/order.ts'
import type { RecordedOutcome } from '../../pack/outcome.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import { recordAll } from '../calls/outcomes.ts'
import type { Db } from '../database/database.ts'
import { lookupsOf } from '../lookups.ts'
import { type Sealed, wrappedOf } from '../sealing.ts'
import { bound, type Vault } from '../vault.ts'
import { fromRow, orderRows } from './stored-order.ts'

export interface CorrectedAnswers {
  readonly answers: Answers
  readonly contentVersion: string
  readonly correction: Correction
  /** What was recorded for the answers before and stands for these, under its new keys. */
  readonly carried: readonly RecordedOutcome[]
  /** What the order owed when `carried` was found, which leaves out what was paid back. */
  readonly refundOwed: number | null
}

/** Corrections of the answers of orders. */
export function createCorrections({ db, vault }: Sealed) {
  return {
    /**
     * Puts the answers in the place of those of this revision, with what stands for both; all or
     * nothing. What was complete has something to do again.
     *
     * @returns false when meanwhile the answers were corrected, the order came to owe something, or its
     * payment was taken back
     */
    correct: (order: string, revision: number, corrected: CorrectedAnswers): Promise<boolean> =>
      db.transaction().execute((tx) => correct({ db: tx, vault }, order, revision, corrected)),

    /** The order with the answers of a revision, which a release or a call of a model was made of. */
    async asOf(id: string, revision: number): Promise<StoredOrder | undefined> {
      const row = await orderRows(db).where('id', '=', id).executeTakeFirst()
      if (row === undefined || row.revision === revision || row.wrapped === null)
        return row && fromRow(vault, row)
      const past = await db
        .selectFrom('past_answers')
        .select(['answers', 'content_version'])
        .where('order_id', '=', id)
        .where('revision', '=', revision)
        .executeTakeFirstOrThrow()
      const corrections = row.corrections.slice(0, revision - 1)
      return fromRow(vault, { ...row, ...past, revision, corrections })
    },

    /** The next orders whose runs do not know yet that their answers were corrected. */
    untold: (limit: number) =>
      db
        .selectFrom('orders')
        .select(['id', 'pack', 'tier', 'revision'])
        .whereRef('revision', '>', 'told_revision')
        .where('state', 'in', entitledStates)
        .orderBy('id')
        .limit(limit)
        .execute(),

    async told(order: string, revision: number): Promise<void> {
      await db
        .updateTable('orders')
        .set({ told_revision: revision })
        .where('id', '=', order)
        .where('told_revision', '<', revision)
        .execute()
    },
  }
}

async function correct(
  { db, vault }: Sealed,
  order: string,
  revision: number,
  corrected: CorrectedAnswers,
): Promise<boolean> {
  const standing = await keepPast(db, order, revision, corrected.refundOwed)
  if (standing === undefined) return false
  const { contentVersion, correction, carried } = corrected
  const more = JSON.stringify([correction])
  await db
    .updateTable('orders')
    .set({
      ...answersAnew(vault, order, standing, corrected),
      content_version: contentVersion,
      corrections: sql<string>`corrections || ${more}::jsonb`,
      state: sql`case state when 'complete' then 'improving' else state end`,
      read_at: null,
    })
    .where('id', '=', order)
    .execute()
  if (carried.length > 0) await recordAll({ db, vault }, carried, standing.wrapped)
  return true
}

/** Also takes the order's lock: of two corrections that come together, one waits here, in vain. */
async function keepPast(
  db: Db,
  order: string,
  revision: number,
  refundOwed: number | null,
): Promise<Standing | undefined> {
  const standing = await db
    .selectFrom('orders')
    .select(['revision', 'email', 'answers', 'content_version'])
    .select(wrappedOf('orders.id').as('wrapped'))
    .where('id', '=', order)
    .where('revision', '=', revision)
    .where('state', 'in', entitledStates)
    .where('refund_owed', 'is not distinct from', refundOwed)
    .forNoKeyUpdate()
    // An entitled order has one.
    .$narrowType<{ wrapped: Uint8Array }>()
    .executeTakeFirst()
  if (standing === undefined) return undefined
  const { answers, content_version } = standing
  await db
    .insertInto('past_answers')
    .values({ order_id: order, revision, answers, content_version })
    .execute()
  return standing
}

interface Standing {
  readonly revision: number
  readonly email: Uint8Array
  readonly wrapped: Uint8Array
}

/** Sealed, with what they are found by. */
function answersAnew(
  vault: Vault,
  order: string,
  { revision, email, wrapped }: Standing,
  { answers }: CorrectedAnswers,
) {
  const address = vault.open(order, wrapped, bound.email, email) as string
  return {
    answers: vault.close(order, wrapped, bound.answers(revision + 1), answers),
    ...lookupsOf(vault, address, answers),
  }
}

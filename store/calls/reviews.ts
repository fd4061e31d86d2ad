import { sql } from 'kysely'
import type { Look } from '../../pack/judgement.ts'
import type { PartKey, Written } from '../../pack/outcome.ts'
import type { Decided, Decision, OpenReview } from '../../pack/reading.ts'
import type { ReviewCause, Reviewed, ReviewersVerdict, ReviewWanted } from '../../pack/review.ts'
import type { Db } from '../database/database.ts'
import { now } from '../database/time.ts'
import { keyOf, type Sealed } from '../sealing.ts'
import { bound } from '../vault.ts'
import { opened } from './outcomes.ts'
import {
  attend,
  type Backlog,
  backlogOf,
  due,
  heldUntil,
  holdOrder,
  isOf,
  isOpen,
  isOverdue,
  readableTexts,
  reviewOf,
} from './texts-to-read.ts'

export interface ReviewText {
  readonly review: OpenReview
  readonly text: Written
}

export function createReviews({ db, vault }: Sealed) {
  return {
    /** What is to be read, what is due first at the top. */
    async open(limit: number): Promise<OpenReview[]> {
      const rows = await readableTexts(db).where(isOpen).orderBy(due).limit(limit).execute()
      return rows.map(reviewOf)
    },

    async find(key: PartKey): Promise<ReviewText | undefined> {
      const open = readableTexts(db).where(isOpen).where(isOf(key))
      const row = await open.select('content').executeTakeFirst()
      if (row === undefined) return undefined
      const { content, ...rest } = row
      const kept = { outcome: rest.outcome, content, wrapped: await keyOf(db, key.order) }
      const text = opened(vault, key, kept)
      return text.source === 'none' ? undefined : { review: reviewOf(rest), text }
    },

    /** All of it or nothing; what is settled is not settled again. */
    decide: (key: PartKey, decision: Decision): Promise<Decided> =>
      db.transaction().execute((tx) => decide({ db: tx, vault }, key, decision)),

    /** Has a text that stands read by a person. @returns false when it does not stand, or is read already */
    ask: (key: PartKey, wanted: ReviewWanted): Promise<boolean> =>
      db.transaction().execute(async (tx) => {
        await holdOrder(tx, key.order)
        const told = JSON.stringify({ review: wanted })
        // A judge that only looks on has nothing to add to what a person says.
        const { numUpdatedRows } = await tx
          .updateTable('outcomes')
          .set({ outcome: sql`(outcome - 'look') || ${told}::jsonb` })
          .where(isOf(key))
          .where(sql<boolean>`not outcome ? 'review' and not outcome ? 'reviewed'`)
          .where(sql<boolean>`coalesce(outcome ->> 'look', 'watched') = 'watched'`)
          .executeTakeFirst()
        await attend(tx, key.order)
        return numUpdatedRows > 0n
      }),

    /** Ends up to `limit` that are past their time; nobody waits for them. @returns what they were */
    async expire(limit: number): Promise<OpenReview[]> {
      const rows = await readableTexts(db).where(isOverdue).orderBy(due).limit(limit).execute()
      const expired: OpenReview[] = []
      for (const review of rows.map(reviewOf))
        if (await db.transaction().execute((tx) => expire(tx, review))) expired.push(review)
      return expired
    },

    backlog: (): Promise<Backlog> => backlogOf(db),

    /** When the last of what the order waits for is due; null: it waits for nothing. */
    pendingUntil: (order: string): Promise<string | null> => heldUntil(db, order),

    attend: (order: string): Promise<void> => attend(db, order),
  }
}

async function decide({ db, vault }: Sealed, key: PartKey, decision: Decision): Promise<Decided> {
  const { verdict, by, read, content, seconds, note } = decision
  await holdOrder(db, key.order)
  const open = readableTexts(db).select('content').where(isOpen).where(isOf(key))
  const row = await open.forUpdate('outcomes').executeTakeFirst()
  if (row === undefined) return 'gone'
  const wrapped = await keyOf(db, key.order)
  const text = opened(vault, key, { ...row, wrapped })
  if (text.source === 'none' || JSON.stringify(text.content) !== JSON.stringify(read))
    return 'changed'
  const seal = (at: string, value: unknown) => vault.close(key.order, wrapped, at, value)
  const isEdited = verdict === 'edited'
  await db
    .updateTable('outcomes')
    .set({
      outcome: JSON.stringify(afterVerdict(text, decision)),
      ...(isEdited && { content: seal(bound.text(key), content) }),
    })
    .where(isOf(key))
    .execute()
  await noted(db, key, text.review!, {
    ...{ verdict, by_whom: by, seconds },
    before: isEdited ? seal(bound.readBefore(key), text.content) : null,
    note: note === '' ? null : seal(bound.readNote(key), note),
  })
  if (verdict === 'rejected' || isEdited) await unshare(db, text)
  if (verdict !== 'escalated') await takeUp(db, key.order)
  await attend(db, key.order)
  return 'decided'
}

/** The outcome without its text, as the verdict leaves it. What a judge said of other words goes with them. */
function afterVerdict(
  { content: _, review, look, ...text }: Written,
  { verdict, by, at }: Decision,
) {
  if (verdict === 'escalated')
    return { ...text, ...(look && { look }), review: { ...review, escalatedBy: by } }
  if (verdict === 'rejected') return { ...text, look: 'rejected' satisfies Look }
  const reviewed: Reviewed = { by, at, edited: verdict === 'edited' }
  const { judged: __, doubts: ___, ...unjudged } = text
  return { ...(verdict === 'edited' ? unjudged : text), reviewed }
}

interface Noted {
  readonly verdict: ReviewersVerdict | 'expired'
  readonly by_whom: string | null
  readonly seconds: number | null
  readonly before: Uint8Array | null
  readonly note: Uint8Array | null
}

async function noted(
  db: Db,
  { order, artefact, part, revision = 1, round }: PartKey,
  { why, since }: { readonly why: ReviewCause; readonly since: string },
  came: Noted,
): Promise<void> {
  const names = { order_id: order, artefact, part, revision, round }
  const row = { ...names, cause: why, asked_at: since, ...came }
  await db.insertInto('reviews').values(row).execute()
}

/** What a person would not let stand as it was, no like firm gets. */
async function unshare(db: Db, { sharedAs }: Written): Promise<void> {
  if (sharedAs === undefined) return
  await db.deleteFrom('reusable_texts').where('hash', '=', sharedAs).execute()
}

/** What was complete is taken up again, by the run that the sweep starts, to publish what was decided. */
async function takeUp(db: Db, order: string): Promise<void> {
  await db
    .updateTable('orders')
    .set({ state: 'improving', read_at: now })
    .where('id', '=', order)
    .where('state', '=', 'complete')
    .execute()
}

/** @returns false when somebody was faster */
async function expire(tx: Db, review: OpenReview): Promise<boolean> {
  await holdOrder(tx, review.order)
  // What was kept back stays so, for good; what stood stands.
  const ended = sql<string>`(outcome - 'review')
    || case when outcome ? 'look' then '{"look": "unread"}'::jsonb else '{}'::jsonb end`
  const { numUpdatedRows } = await tx
    .updateTable('outcomes')
    .set({ outcome: ended })
    .where(isOf(review))
    .where(isOverdue)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  const nobody = { by_whom: null, seconds: null, before: null, note: null }
  await noted(tx, review, review, { verdict: 'expired', ...nobody })
  await attend(tx, review.order)
  return true
}

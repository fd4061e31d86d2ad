import { sql, type Transaction } from 'kysely'
import type { Look } from '../../pack/judgement.ts'
import type { PartKey, Written } from '../../pack/outcome.ts'
import type { ReviewCause, Reviewed, ReviewersVerdict, ReviewWanted } from '../../pack/review.ts'
import type { Db } from '../database/database.ts'
import { keyOf, type Sealed } from '../sealing.ts'
import type { Tables } from '../tables.ts'
import { bound } from '../vault.ts'
import { opened } from './outcomes.ts'
import {
  attend,
  due,
  isOpen,
  type OpenReview,
  ofKey,
  openReviews,
  pendingOf,
  reviewOf,
} from './texts-to-read.ts'

export interface ReviewText {
  readonly review: OpenReview
  readonly text: Written
}

export interface Decision {
  readonly verdict: ReviewersVerdict
  readonly by: string
  /** ISO 8601, UTC. */
  readonly at: string
  /** The text as it was read: another one is not decided about. */
  readonly read: unknown
  /** Of an edited one. */
  readonly content?: unknown
  /** For which it was open. */
  readonly seconds: number | null
  /** The reviewer's words; `''`: none. */
  readonly note: string
}

/** `changed`: it is not the text that was read; `gone`: it is not to be read any more. */
export type Decided = 'decided' | 'changed' | 'gone'

export function createReviews({ db, vault }: Sealed) {
  return {
    /** What is to be read, what is due first at the top. */
    open: (limit: number): Promise<OpenReview[]> =>
      openReviews(db)
        .orderBy(due)
        .limit(limit)
        .execute()
        .then((rows) => rows.map(reviewOf)),

    async find(key: PartKey): Promise<ReviewText | undefined> {
      const row = await ofKey(openReviews(db), key).select('content').executeTakeFirst()
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
        const told = JSON.stringify({ review: wanted })
        const { numUpdatedRows } = await ofKey(tx.updateTable('outcomes'), key)
          .where(sql<boolean>`not outcome ? 'review' and not outcome ? 'look'`)
          .set({ outcome: sql`outcome || ${told}::jsonb` })
          .executeTakeFirst()
        await attend(tx, key.order)
        return numUpdatedRows > 0n
      }),

    /** Ends what is past its time; nobody waits for it. @returns what it was */
    expire: (limit: number): Promise<OpenReview[]> =>
      db.transaction().execute((tx) => expire(tx, limit)),

    /** How many are open, and how many seconds are left until the next is due; null: none is. */
    async backlog(): Promise<{ readonly open: number; readonly dueIn: number | null }> {
      const { rows } = await sql<{ open: number; dueIn: number | null }>`
        select count(*)::int as open,
          extract(epoch from min((outcome #>> '{review,due}')::timestamptz) - now())::float8
            as "dueIn"
        from outcomes join orders on orders.id = order_id and orders.revision = outcomes.revision
        where outcome ? 'review'`.execute(db)
      return rows[0]!
    },

    /** When the last of the order's is due; null: none is open. */
    async pendingUntil(order: string): Promise<string | null> {
      const last = await pendingOf(db, order)
      return last?.due ?? null
    },

    attend: (order: string): Promise<void> => attend(db, order),
  }
}

async function decide({ db, vault }: Sealed, key: PartKey, decision: Decision): Promise<Decided> {
  const { verdict, by, read, content, seconds, note } = decision
  const row = await ofKey(db.selectFrom('outcomes').select(['outcome', 'content']), key)
    .where(isOpen)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return 'gone'
  const wrapped = await keyOf(db, key.order)
  const text = opened(vault, key, { ...row, wrapped })
  if (text.source === 'none' || JSON.stringify(text.content) !== JSON.stringify(read))
    return 'changed'
  const seal = (at: string, value: unknown) => vault.close(key.order, wrapped, at, value)
  const isEdited = verdict === 'edited'
  const after = afterVerdict(text, decision)
  await ofKey(db.updateTable('outcomes'), key)
    .set({
      outcome: JSON.stringify(after),
      ...(isEdited && { content: seal(bound.text(key), content) }),
    })
    .execute()
  await db
    .insertInto('reviews')
    .values({
      ...namesOf(key),
      ...causeOf(text),
      ...{ verdict, by_whom: by, seconds },
      before: isEdited ? seal(bound.readBefore(key), text.content) : null,
      note: note === '' ? null : seal(bound.readNote(key), note),
    })
    .execute()
  await goOn(db, key.order, verdict)
  await attend(db, key.order)
  return 'decided'
}

/** The outcome without its text, as the verdict leaves it. */
function afterVerdict(
  { content: _, review, look, ...text }: Written,
  { verdict, by, at }: Decision,
) {
  if (verdict === 'escalated')
    return { ...text, ...(look && { look }), review: { ...review, escalatedBy: by } }
  if (verdict === 'rejected') return { ...text, look: 'rejected' satisfies Look }
  const reviewed: Reviewed = { by, at, edited: verdict === 'edited' }
  return { ...text, reviewed }
}

/** What was complete is improved again, by the run that the sweep starts. */
async function goOn(db: Db, order: string, verdict: ReviewersVerdict): Promise<void> {
  if (verdict === 'escalated') return
  await db
    .updateTable('orders')
    .set({ state: 'improving' })
    .where('id', '=', order)
    .where('state', '=', 'complete')
    .execute()
}

async function expire(tx: Transaction<Tables>, limit: number): Promise<OpenReview[]> {
  const rows = await tx
    .selectFrom('outcomes')
    .innerJoin('orders', 'orders.id', 'order_id')
    .select(['order_id', 'artefact', 'part', 'outcomes.revision', 'round', 'outcome', 'pack'])
    .select('orders.tier')
    .where(sql<boolean>`outcome ? 'review' and (outcome #>> '{review,due}')::timestamptz <= now()`)
    .orderBy(due)
    .limit(limit)
    .forUpdate('outcomes')
    .skipLocked()
    .execute()
  for (const review of rows.map(reviewOf)) {
    await ofKey(tx.updateTable('outcomes'), review)
      .set({ outcome: sql`outcome - 'review'` })
      .execute()
    const cause = { cause: review.why, asked_at: review.since }
    await tx
      .insertInto('reviews')
      .values({ ...namesOf(review), ...cause, verdict: 'expired', by_whom: null, seconds: null })
      .execute()
    await attend(tx, review.order)
  }
  return rows.map(reviewOf)
}

const namesOf = ({ order, artefact, part, revision = 1, round }: PartKey) => {
  return { order_id: order, artefact, part, revision, round }
}

function causeOf({ review }: Written): { cause: ReviewCause; asked_at: string } {
  return { cause: review!.why, asked_at: review!.since }
}

import { sql } from 'kysely'
import { entitledStates } from '../../pack/order.ts'
import { type PartKey, stands, type Written } from '../../pack/outcome.ts'
import type { OpenReview } from '../../pack/reading.ts'
import type { ReviewWanted } from '../../pack/review.ts'
import type { Db } from '../database/database.ts'
import { raised, settled } from '../orders/attentions.ts'

export const due = sql<string>`outcome #>> '{review,due}'`

const dueAt = sql`(outcome #>> '{review,due}')::timestamptz`

/** What waits for a judge is read after it. */
const isReadable = sql`(outcome ? 'review' and coalesce(outcome ->> 'look', 'review') = 'review')`

export const isOpen = sql<boolean>`(${isReadable} and ${dueAt} > now())`

export const isOverdue = sql<boolean>`(${isReadable} and ${dueAt} <= now())`

/** The text of a key. */
export function isOf({ order, artefact, part, revision = 1, round }: PartKey) {
  return sql<boolean>`(order_id, artefact, part, outcomes.revision, round)
    = (${order}, ${artefact}, ${part}, ${revision}::integer, ${round}::integer)`
}

/** Those that a person may read, of orders as they are now; whether any is to be read is another question. */
export function readableTexts(db: Db) {
  return db
    .selectFrom('outcomes')
    .innerJoin('orders', 'orders.id', 'order_id')
    .select(['order_id', 'artefact', 'part', 'outcomes.revision', 'round', 'outcome', 'pack'])
    .select('orders.tier')
    .where('orders.state', 'in', entitledStates)
    .whereRef('outcomes.revision', '=', 'orders.revision')
}

type Row = Awaited<ReturnType<ReturnType<typeof readableTexts>['execute']>>[number]

export function reviewOf({ order_id: order, outcome, ...row }: Row): OpenReview {
  const { review, look, model } = outcome as unknown as Written & { review: ReviewWanted }
  return { order, ...row, ...review, isHeld: !stands({ look }), model }
}

export interface Backlog {
  readonly open: number
  /** Seconds since the oldest was asked for, and until the next is due; null: none is open. */
  readonly oldest: number | null
  readonly dueIn: number | null
}

export async function backlogOf(db: Db): Promise<Backlog> {
  const { open, first, next } = await db
    .selectFrom(readableTexts(db).where(isOpen).as('open'))
    .select(sql<number>`count(*)`.as('open'))
    .select(sql<string | null>`min(outcome #>> '{review,since}')`.as('first'))
    .select(sql<string | null>`min(${due})`.as('next'))
    .executeTakeFirstOrThrow()
  const secondsTo = (time: string | null) =>
    time === null ? null : (Date.parse(time) - Date.now()) / 1_000
  const began = secondsTo(first)
  return { open, oldest: began === null ? null : -began, dueIn: secondsTo(next) }
}

/** Taken before any text of it: so do all who change both. */
export async function holdOrder(tx: Db, order: string): Promise<void> {
  const row = tx.selectFrom('orders').select('id').where('id', '=', order)
  await row.forNoKeyUpdate().execute()
}

/** When the last of what the order waits for is due; null: it waits for nothing. */
export async function heldUntil(db: Db, order: string): Promise<string | null> {
  const held = sql<boolean>`outcome ->> 'look' = 'review'`
  return (await pendingOf(db, order).where(held).executeTakeFirst())?.due ?? null
}

function pendingOf(db: Db, order: string) {
  return db
    .selectFrom('outcomes')
    .innerJoin('orders', 'orders.id', 'order_id')
    .select(sql<string | null>`max(${due})`.as('due'))
    .select(sql<number>`count(*)`.as('count'))
    .where('order_id', '=', order)
    .whereRef('outcomes.revision', '=', 'orders.revision')
    .where(isOpen)
}

const inWords = (iso: string) => `${iso.slice(0, 16).replace('T', ' ')} UTC`

/** Whether the order asks for a person to read, and by when, is what its texts say. */
export async function attend(db: Db, order: string): Promise<void> {
  const { count = 0, due: last = null } = (await pendingOf(db, order).executeTakeFirst()) ?? {}
  const texts = count === 1 ? '1 text is' : `${count} texts are`
  const asked =
    last === null ? settled('review') : raised('review', `${texts} to be read by ${inWords(last)}.`)
  await db
    .updateTable('orders')
    .set({ attentions: asked })
    .where('id', '=', order)
    .where('state', '<>', 'erased')
    .where(sql<boolean>`(${count > 0} or attentions ? 'review')`)
    .execute()
}

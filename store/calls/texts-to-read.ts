import { sql } from 'kysely'
import { entitledStates, type Tier } from '../../pack/order.ts'
import type { PartKey, Written } from '../../pack/outcome.ts'
import type { ReviewWanted } from '../../pack/review.ts'
import type { Db } from '../database/database.ts'
import { raised, settled } from '../orders/attentions.ts'

/** A text that a person is to read. */
export interface OpenReview extends Required<PartKey>, ReviewWanted {
  readonly pack: string
  readonly tier: Tier
  /** The text is kept back; else it stands while it is read. */
  readonly isHeld: boolean
  readonly model: string
}

export const due = sql<string>`outcome #>> '{review,due}'`
export const isOpen = sql<boolean>`(outcome ? 'review' and (outcome #>> '{review,due}')::timestamptz > now())`

export function openReviews(db: Db) {
  return db
    .selectFrom('outcomes')
    .innerJoin('orders', 'orders.id', 'order_id')
    .select(['order_id', 'artefact', 'part', 'outcomes.revision', 'round', 'outcome', 'pack'])
    .select('orders.tier')
    .where('orders.state', 'in', entitledStates)
    .whereRef('outcomes.revision', '=', 'orders.revision')
    .where(isOpen)
}

type Row = Awaited<ReturnType<ReturnType<typeof openReviews>['execute']>>[number]

export function reviewOf({ order_id: order, outcome, ...row }: Row): OpenReview {
  const { review, look, model } = outcome as unknown as Written & { review: ReviewWanted }
  return { order, ...row, ...review, isHeld: look === 'review', model }
}

interface Keyed<Query> {
  where(column: 'order_id' | 'artefact' | 'part', is: '=', value: string): Query
}

/** The row of a key, in whatever statement. */
export function ofKey<Query extends object>(
  query: Query,
  { order, artefact, part, ...key }: PartKey,
): Query {
  const { revision = 1, round } = key
  const statement = query as unknown as Keyed<Keyed<Keyed<{ where(is: unknown): Query }>>>
  return statement
    .where('order_id', '=', order)
    .where('artefact', '=', artefact)
    .where('part', '=', part)
    .where(sql<boolean>`outcomes.revision = ${revision} and round = ${round}`)
}

export function pendingOf(db: Db, order: string) {
  return db
    .selectFrom('outcomes')
    .innerJoin('orders', 'orders.id', 'order_id')
    .select(sql<string>`max(${due})`.as('due'))
    .select(sql<number>`count(*)`.as('count'))
    .where('order_id', '=', order)
    .whereRef('outcomes.revision', '=', 'orders.revision')
    .where(isOpen)
    .executeTakeFirst()
}

/** Whether the order asks for a person to read, and by when, is what its texts say. */
export async function attend(db: Db, order: string): Promise<void> {
  const pending = await pendingOf(db, order)
  const count = pending?.count ?? 0
  const texts = count === 1 ? '1 text is' : `${count} texts are`
  await db
    .updateTable('orders')
    .set({
      attentions:
        count === 0
          ? settled('review')
          : raised('review', `${texts} to be read by ${pending?.due}.`),
    })
    .where('id', '=', order)
    .where('state', '<>', 'erased')
    .where(sql<boolean>`(${count > 0} or attentions ? 'review')`)
    .execute()
}

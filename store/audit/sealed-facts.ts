import type { Outcome, WithoutText } from '../../pack/outcome.ts'
import type { Composition } from '../../pack/release.ts'
import type { Db } from '../database/database.ts'
import { fileColumns, fileOf } from '../orders/published.ts'
import { wrappedOf } from '../sealing.ts'
import { bound } from '../vault.ts'
import { byOrder } from './by-order.ts'
import type { Opener } from './opener.ts'

/** What was recorded, with its texts as far as they open. */
export async function outcomesOf(db: Db, opener: Opener, ids: readonly string[]) {
  const rows = await db
    .selectFrom('outcomes')
    .select(['order_id as order', 'artefact', 'part', 'round', 'revision', 'outcome', 'content'])
    .select(['recorded_at as recordedAt', wrappedOf('outcomes.order_id').as('wrapped')])
    .where('order_id', 'in', ids)
    .execute()
  return byOrder(
    rows.map(({ outcome, content: sealed, wrapped, ...key }) => {
      const content = opener.open(key.order, { wrapped, bound: bound.text(key), sealed })
      return { ...key, outcome: withText(outcome, content) }
    }),
  )
}

/** What came of texts that a person was to read, with the words that gave way to the person's own. */
export async function readingsOf(db: Db, opener: Opener, ids: readonly string[]) {
  const rows = await db
    .selectFrom('reviews')
    .select(['order_id as order', 'artefact', 'part', 'round', 'revision', 'before'])
    .select(['cause', 'verdict', 'at', wrappedOf('reviews.order_id').as('wrapped')])
    .where('order_id', 'in', ids)
    .execute()
  return byOrder(
    rows.map(({ before: sealed, wrapped, ...reading }) => {
      const place = { wrapped, bound: bound.readBefore(reading), sealed }
      return { ...reading, before: opener.open(reading.order, place) }
    }),
  )
}

function withText(outcome: WithoutText<Outcome>, content: unknown): Outcome {
  return outcome.source === 'none' ? outcome : { ...outcome, content }
}

/** Published releases, the oldest first; null in the place of a composition that does not open. */
export async function releasesOf(db: Db, opener: Opener, ids: readonly string[]) {
  const rows = await db
    .selectFrom('releases')
    .select(['order_id as order', 'composition', wrappedOf('releases.order_id').as('wrapped')])
    .select(fileColumns)
    .where('order_id', 'in', ids)
    .where('sha256', 'is not', null)
    .orderBy('version')
    .execute()
  return byOrder(
    rows.map(({ order, composition: sealed, wrapped, ...file }) => {
      const plan = { wrapped, bound: bound.release(file.version), sealed }
      const composition = opener.open(order, plan) as Composition | null
      return { order, ...fileOf(file), file: null, composition }
    }),
  )
}

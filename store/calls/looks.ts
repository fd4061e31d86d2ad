import { sql } from 'kysely'
import { doubtsIn, type Judgement, type Look } from '../../pack/judgement.ts'
import type { PartKey, Written } from '../../pack/outcome.ts'
import type { ReviewWanted } from '../../pack/review.ts'
import type { Db } from '../database/database.ts'
import { keyOf, type Sealed } from '../sealing.ts'
import { opened } from './outcomes.ts'

/** A text that waits for a second look, under the key that it is recorded under. */
export interface AwaitedText {
  readonly key: PartKey
  readonly text: Written
}

/** What a judge's word comes to. */
export interface Settled {
  /** Null: it stands. */
  readonly look: Look | null
  /** Null: nobody has to read it. */
  readonly review: ReviewWanted | null
  /** The judge only looked on. */
  readonly watched: boolean
}

/** Which recorded texts wait for a second look, and what becomes of them. */
export function createLooks({ db, vault }: Sealed) {
  return {
    /** The newest text of the part that waits for a judge, or is to be watched by one. */
    async awaited(part: Omit<PartKey, 'round'>): Promise<AwaitedText | null> {
      const { order, artefact, revision = 1 } = part
      const row = await db
        .selectFrom('outcomes')
        .select(['round', 'outcome', 'content'])
        .where('order_id', '=', order)
        .where('artefact', '=', artefact)
        .where('part', '=', part.part)
        .where('revision', '=', revision)
        .where(isAwaited)
        .orderBy('round', 'desc')
        .limit(1)
        .executeTakeFirst()
      if (row === undefined) return null
      const key = { ...part, revision, round: row.round }
      const text = opened(vault, key, { ...row, wrapped: await keyOf(db, order) })
      return text.source === 'none' ? null : { key, text }
    },

    /** What becomes of a text that waits. @returns false where somebody was faster, or another text waits by now */
    async settle(
      { key, text }: AwaitedText,
      next: Settled,
      { marks, model, promptVersion }: Judgement,
    ): Promise<boolean> {
      const { look, review, watched } = next
      const told = {
        ...(look !== null && { look }),
        ...(review !== null && { review }),
        doubts: doubtsIn(marks),
        judged: { model, promptVersion, ...(watched && { watched }) },
      }
      const { numUpdatedRows } = await withLook(db, key)
        .where('round', '=', key.round)
        .where(sql<boolean>`outcome ->> 'generatedAt' = ${text.generatedAt}`)
        .where(sql<boolean>`outcome ->> 'tier' = ${text.tier}`)
        .set({ outcome: sql`(outcome - 'look' - 'review') || ${JSON.stringify(told)}::jsonb` })
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },

    /** What waits for a judge stands without one, unless a person is to read it: none could be asked. */
    async letStand(part: Omit<PartKey, 'round'>): Promise<void> {
      const stands = sql<string>`case when outcome ? 'review'
        then outcome || '{"look": "review"}' else outcome - 'look' end`
      await withLook(db, part).set({ outcome: stands }).execute()
    },
  }
}

const isAwaited = sql<boolean>`outcome ->> 'look' in ('judge', 'watched')`

function withLook(db: Db, { order, artefact, part, revision = 1 }: Omit<PartKey, 'round'>) {
  return db
    .updateTable('outcomes')
    .where('order_id', '=', order)
    .where('artefact', '=', artefact)
    .where('part', '=', part)
    .where('revision', '=', revision)
    .where(isAwaited)
}

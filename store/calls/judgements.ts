import { sql } from 'kysely'
import { doubtsIn, type Judgement } from '../../pack/judgement.ts'
import type { ModelTier } from '../../pack/order.ts'
import type { QualityOf } from '../../pack/quality.ts'
import type { Db } from '../database/database.ts'
import { deleteOlder } from '../database/delete-older.ts'
import { daysAgo } from '../database/time.ts'

/** What was judged, and by whom it was written. */
export interface JudgedText {
  /** SHA-256 of the text, the facts it was held against, the judge's model and what it was told. */
  readonly hash: string
  readonly operation: string
  readonly tier: ModelTier
  readonly writer: string
  readonly promptVersion: string
}

export function createJudgements(db: Db) {
  return {
    /** Undefined: nobody has judged it. */
    find: (hash: string): Promise<Judgement | undefined> =>
      db
        .selectFrom('judgements')
        .select([
          'marks',
          'judge as model',
          'judge_version as promptVersion',
          'judged_at as judgedAt',
        ])
        .where('hash', '=', hash)
        .executeTakeFirst(),

    /** First writer wins. */
    async record(text: JudgedText, judgement: Judgement): Promise<void> {
      const { hash, operation, tier, writer, promptVersion } = text
      const { marks, model, promptVersion: version, judgedAt } = judgement
      await db
        .insertInto('judgements')
        .values({
          ...{ hash, operation, tier, writer, prompt_version: promptVersion },
          ...{ judge: model, judge_version: version, judged_at: judgedAt },
          marks: sql`${sql.val(marks)}::text[]`,
          supported: marks.filter((mark) => mark === 'yes').length,
          doubted: doubtsIn(marks).length,
        })
        .onConflict((conflict) => conflict.column('hash').doNothing())
        .execute()
    },

    /** Deletes up to `limit` that are so many days old. @returns how many */
    clear: (days: number, limit: number): Promise<number> =>
      deleteOlder(db, { table: 'judgements', time: 'judged_at', before: daysAgo(days), limit }),

    /** By operation and writer: of the last day, and of the seven before it. */
    async quality(): Promise<QualityOf[]> {
      const { rows } = await sql<QualityOf>`
        with recent as (
          select operation, writer as model, supported, cardinality(marks) as sentences,
            judged_at > now() - interval '1 day' as is_new
          from judgements where judged_at > now() - interval '8 days'
        )
        select operation, model,
          coalesce(sum(supported) filter (where is_new), 0)::int as "supported",
          coalesce(sum(sentences) filter (where is_new), 0)::int as "sentences",
          coalesce(sum(supported) filter (where not is_new), 0)::int as "supportedBefore",
          coalesce(sum(sentences) filter (where not is_new), 0)::int as "sentencesBefore"
        from recent group by operation, model order by operation, model`.execute(db)
      return rows
    },
  }
}

import { sql } from 'kysely'
import type { Outcome, PartKey, RecordedOutcome } from '../pack/outcome.ts'
import type { Db } from './database.ts'

export function createOutcomeStore(db: Db) {
  const recall = async (key: PartKey): Promise<Outcome | null> =>
    (await recalled(db, key).executeTakeFirst())?.outcome ?? null

  return {
    recall,

    /** As `recorded` says, for an outcome that is told by itself. @returns the outcome that stands */
    async record(key: PartKey, outcome: Outcome): Promise<Outcome> {
      const written = await recorded(db, key, outcome).executeTakeFirst()
      return written?.outcome ?? (await recall(key)) ?? outcome
    },

    /** All that was recorded for an order. */
    async ofOrder(order: string): Promise<RecordedOutcome[]> {
      const rows = await db
        .selectFrom('outcomes')
        .select(['artefact', 'part', 'round', 'outcome'])
        .where('order_id', '=', order)
        .orderBy('artefact')
        .orderBy('part')
        .orderBy('round')
        .execute()
      return rows.map(({ artefact, part, round, outcome }) => ({
        order,
        artefact,
        part,
        round,
        outcome,
      }))
    },
  }
}

/** The outcome that stands under a key, if any. */
export function recalled(db: Db, { order, artefact, part, round }: PartKey) {
  return db
    .selectFrom('outcomes')
    .select('outcome')
    .where('order_id', '=', order)
    .where('artefact', '=', artefact)
    .where('part', '=', part)
    .where('round', '=', round)
}

/**
 * The first text wins, but for one of the larger model after one of the smaller; a failure stands
 * only until a text comes. A worker may answer after its attempt was given up. Returns no row when
 * a text that is as good, or an earlier failure, stands.
 */
export function recorded(db: Db, { order, artefact, part, round }: PartKey, outcome: Outcome) {
  return db
    .insertInto('outcomes')
    .values({ order_id: order, artefact, part, round, outcome: JSON.stringify(outcome) })
    .onConflict((conflict) =>
      conflict
        .columns(['order_id', 'artefact', 'part', 'round'])
        .doUpdateSet((e) => ({ outcome: e.ref('excluded.outcome'), recorded_at: sql`now()` }))
        .where(isBetter),
    )
    .returning('outcome')
}

/** Nothing is less than a text, and a smaller model's text less than a larger one's. */
const isBetter = sql<boolean>`excluded.outcome ->> 'source' <> 'none' and (
  outcomes.outcome ->> 'source' = 'none'
  or (outcomes.outcome ->> 'tier' = '4b' and excluded.outcome ->> 'tier' = '32b')
)`

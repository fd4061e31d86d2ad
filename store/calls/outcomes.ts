import { type RawBuilder, sql } from 'kysely'
import { consequenceOf } from '../../pack/notice.ts'
import type { ModelTier } from '../../pack/order.ts'
import type { Outcome, PartKey, RecordedOutcome } from '../../pack/outcome.ts'
import { budgetScopes, reasons } from '../../pack/reason.ts'
import type { Db } from '../database/database.ts'

export function createOutcomeStore(db: Db) {
  const recall = (key: PartKey) => recalled(db, key)

  return {
    recall,

    /** As `recorded` says, for an outcome that is told by itself. @returns the outcome that stands */
    async record(key: PartKey, outcome: Outcome): Promise<Outcome> {
      const written = await recorded(db, key, outcome).executeTakeFirst()
      return written?.outcome ?? (await recall(key)) ?? outcome
    },

    /** Of the newest round in which anything was recorded; 0 before the first. */
    async lastRound(order: string): Promise<number> {
      const { max } = db.fn
      const rounds = db.selectFrom('outcomes').where('order_id', '=', order)
      const newest = await rounds.select(max('round').as('round')).executeTakeFirstOrThrow()
      return newest.round ?? 0
    },

    /** All that was recorded for an order, whatever its answers were then. */
    async ofOrder(order: string): Promise<RecordedOutcome[]> {
      const rows = await db
        .selectFrom('outcomes')
        .select(['artefact', 'part', 'round', 'revision', 'outcome'])
        .where('order_id', '=', order)
        .orderBy('artefact')
        .orderBy('part')
        .orderBy('round')
        .execute()
      return rows.map((row) => ({ order, ...row }))
    },
  }
}

/** The outcome that stands under a key, if any. */
export async function recalled(db: Db, key: PartKey): Promise<Outcome | null> {
  const ofRound = ofPart(db, key).where('round', '=', key.round)
  return (await ofRound.executeTakeFirst())?.outcome ?? null
}

function ofPart(db: Db, { order, artefact, part, revision = 1 }: PartKey) {
  return db
    .selectFrom('outcomes')
    .select('outcome')
    .where('order_id', '=', order)
    .where('artefact', '=', artefact)
    .where('part', '=', part)
    .where('revision', '=', revision)
}

/**
 * What makes it needless to ask a model of this tier: a text that is as good as one of its own, of
 * any round, or else a failure of this round that another try would not mend.
 */
export function answered(db: Db, key: PartKey, tier: ModelTier) {
  const isAsGood = sql<boolean>`(outcome ->> 'source' <> 'none'
    and ${tier} in ('4b', outcome ->> 'tier'))`
  const isFinal = sql<boolean>`(round = ${key.round} and outcome ->> 'source' = 'none'
    and not ${isOurs(sql.ref('outcome'))})`
  return ofPart(db, key)
    .where(sql<boolean>`(${isAsGood} or ${isFinal})`)
    .orderBy(isAsGood, 'desc')
    .orderBy(sql`outcome ->> 'tier' = '32b'`, 'desc')
    .limit(1)
}

const oursAlone = reasons.filter((reason) => consequenceOf({ reason }).retried)
const ourLimits = budgetScopes.filter((scope) => {
  return consequenceOf({ reason: 'over-budget', scope }).retried
})

/** Is the cause of a failure one that is tried again? As `pack/notice` has it, in SQL. */
function isOurs(outcome: RawBuilder<unknown>) {
  const cause = sql`coalesce(${outcome} ->> 'scope', ${outcome} ->> 'reason')`
  return sql<boolean>`(${cause} = any(${sql.val([...oursAlone, ...ourLimits])}::text[]))`
}

/**
 * The first text wins, but for one of the larger model after one of the smaller; a failure stands
 * until a text comes, and one that is ours only until anything does. A worker may answer after its
 * attempt was given up. Returns no row when what stands is no worse.
 */
export function recorded(db: Db, key: PartKey, outcome: Outcome) {
  return db
    .insertInto('outcomes')
    .values(toRow(key, outcome))
    .onConflict((conflict) =>
      conflict
        .columns(['order_id', 'artefact', 'part', 'revision', 'round'])
        .doUpdateSet((e) => ({ outcome: e.ref('excluded.outcome'), recorded_at: sql`now()` }))
        .where(isBetter),
    )
    .returning('outcome')
}

/** A first record of outcomes whose keys nothing was recorded under. */
export function recordAll(db: Db, outcomes: readonly RecordedOutcome[]) {
  return db
    .insertInto('outcomes')
    .values(outcomes.map(({ outcome, ...key }) => toRow(key, outcome)))
}

function toRow({ order, artefact, part, round, revision = 1 }: PartKey, outcome: Outcome) {
  return { order_id: order, artefact, part, round, revision, outcome: JSON.stringify(outcome) }
}

/** Nothing is less than a text, and a smaller model's text less than a larger one's. */
const isBetter = sql<boolean>`(excluded.outcome ->> 'source' <> 'none' and (
  outcomes.outcome ->> 'source' = 'none'
  or (outcomes.outcome ->> 'tier' = '4b' and excluded.outcome ->> 'tier' = '32b')
)) or (outcomes.outcome ->> 'source' = 'none' and ${isOurs(sql.ref('outcomes.outcome'))})`

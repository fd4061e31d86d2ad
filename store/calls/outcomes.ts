import { type RawBuilder, sql } from 'kysely'
import { consequenceOf } from '../../pack/notice.ts'
import type { EndpointTier } from '../../pack/order.ts'
import type { Outcome, PartKey, RecordedOutcome, WithoutText } from '../../pack/outcome.ts'
import { budgetScopes, reasons } from '../../pack/reason.ts'
import type { Db } from '../database/database.ts'
import { keyOf, type Sealed, wrappedOf } from '../sealing.ts'
import { bound, type Vault } from '../vault.ts'

export function createOutcomeStore({ db, vault }: Sealed) {
  const recall = (key: PartKey) => recalled({ db, vault }, key)

  return {
    recall,

    /** As `recorded` says, for an outcome that is told by itself. @returns the outcome that stands */
    async record(key: PartKey, outcome: Outcome): Promise<Outcome> {
      const wrapped = await keyOf(db, key.order)
      const written = await recorded({ db, vault }, key, outcome, wrapped).executeTakeFirst()
      return (written && opened(vault, key, written)) ?? (await recall(key)) ?? outcome
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
        .select(['artefact', 'part', 'round', 'revision', ...columns])
        .where('order_id', '=', order)
        .orderBy('artefact')
        .orderBy('part')
        .orderBy('round')
        .execute()
      return rows.map(({ artefact, part, round, revision, ...row }) => {
        const key = { order, artefact, part, round, revision }
        return { ...key, outcome: opened(vault, key, row) }
      })
    },
  }
}

const columns = ['outcome', 'content', wrappedOf('outcomes.order_id').as('wrapped')] as const

/** An outcome as it is kept: its text is sealed. */
export interface KeptOutcome {
  readonly outcome: WithoutText<Outcome>
  readonly content: Uint8Array | null
  /** The order's key; null: it was destroyed. */
  readonly wrapped: Uint8Array | null
}

export function opened(vault: Vault, key: PartKey, kept: KeptOutcome): Outcome {
  const { outcome, content, wrapped } = kept
  if (outcome.source === 'none') return outcome
  if (wrapped === null) return { source: 'none', reason: 'misconfigured' }
  return {
    ...outcome,
    content: content && vault.open(key.order, wrapped, bound.text(key), content),
  }
}

/** The outcome that stands under a key, if any. */
export async function recalled({ db, vault }: Sealed, key: PartKey): Promise<Outcome | null> {
  const ofRound = ofPart(db, key).where('round', '=', key.round)
  const kept = await ofRound.executeTakeFirst()
  return kept ? opened(vault, key, kept) : null
}

function ofPart(db: Db, { order, artefact, part, revision = 1 }: PartKey) {
  return db
    .selectFrom('outcomes')
    .select(['round', ...columns])
    .where('order_id', '=', order)
    .where('artefact', '=', artefact)
    .where('part', '=', part)
    .where('revision', '=', revision)
}

/**
 * What makes it needless to ask a model of this tier: a text that is as good as one of its own, of
 * any round, or else a failure of this round that another try would not mend.
 */
export function answered(db: Db, key: PartKey, tier: EndpointTier) {
  const isAsGood = sql<boolean>`(outcome ->> 'source' <> 'none'
    and ${tier} in ('4b', outcome ->> 'tier'))`
  const isFinal = sql<boolean>`(round = ${key.round} and outcome ->> 'source' = 'none'
    and not ${isOurs(sql.ref('outcome'))})`
  return (
    ofPart(db, key)
      .where(sql<boolean>`(${isAsGood} or ${isFinal})`)
      .orderBy(isAsGood, 'desc')
      // What takes the place of a doubted text goes before it.
      .orderBy(sql`coalesce(outcome ->> 'look', '') = 'repair'`)
      .orderBy(sql`outcome ->> 'tier' = '32b'`, 'desc')
      .orderBy('round', 'desc')
      .limit(1)
  )
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
 * attempt was given up. What a judge doubts gives way to what is written in its place; what a person approved gives way to nothing. Returns no row when what
 * stands is no worse.
 *
 * @param wrapped the order's key
 */
export function recorded(
  { db, vault }: Sealed,
  key: PartKey,
  outcome: Outcome,
  wrapped: Uint8Array,
) {
  return db
    .insertInto('outcomes')
    .values(toRow(vault, key, outcome, wrapped))
    .onConflict((conflict) =>
      conflict
        .columns(['order_id', 'artefact', 'part', 'revision', 'round'])
        .doUpdateSet((e) => ({
          outcome: e.ref('excluded.outcome'),
          content: e.ref('excluded.content'),
          recorded_at: sql`now()`,
        }))
        .where(isBetter),
    )
    .returning(columns)
}

/** A first record of outcomes whose keys nothing was recorded under. */
export async function recordAll(
  { db, vault }: Sealed,
  outcomes: readonly RecordedOutcome[],
  wrapped: Uint8Array,
): Promise<void> {
  const rows = outcomes.map(({ outcome, ...key }) => toRow(vault, key, outcome, wrapped))
  await db.insertInto('outcomes').values(rows).execute()
}

function toRow(vault: Vault, key: PartKey, outcome: Outcome, wrapped: Uint8Array) {
  const { order, artefact, part, round, revision = 1 } = key
  const names = { order_id: order, artefact, part, round, revision }
  if (outcome.source === 'none')
    return { ...names, outcome: JSON.stringify(outcome), content: null }
  const { content, ...told } = outcome
  const sealed = vault.close(order, wrapped, bound.text(key), content)
  return { ...names, outcome: JSON.stringify(told), content: sealed }
}

/** Nothing is less than a text, and a smaller model's text less than a larger one's. */
const isBetter = sql<boolean>`not outcomes.outcome ? 'reviewed' and ((outcomes.outcome ->> 'look' = 'repair' and (
  excluded.outcome ->> 'source' <> 'none' or not ${isOurs(sql.ref('excluded.outcome'))}
)) or (excluded.outcome ->> 'source' <> 'none' and (
  outcomes.outcome ->> 'source' = 'none'
  or (outcomes.outcome ->> 'tier' = '4b' and excluded.outcome ->> 'tier' = '32b')
)) or (outcomes.outcome ->> 'source' = 'none' and ${isOurs(sql.ref('outcomes.outcome'))}))`

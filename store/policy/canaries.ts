import { type RawBuilder, sql } from 'kysely'
import type { ArmTallies, Canary, CanaryEnd, CanaryTallies, Gate } from '../../pack/canary.ts'
import { gates } from '../../pack/canary.ts'
import type { Db } from '../database/database.ts'
import { now } from '../database/time.ts'
import type { SettingChange } from './settings.ts'

/** One that is over. */
export interface EndedCanary extends Canary {
  readonly endedAt: string | null
  readonly ending: CanaryEnd | null
  readonly endedBy: string | null
  readonly reason: string | null
}

const columns = [
  'id',
  'kind',
  'name',
  'operation',
  'tier',
  'share',
  'is_shadow as isShadow',
  'started_at as startedAt',
  'by_whom as by',
  'why',
] as const

export function createCanaries(db: Db) {
  return {
    /** Undefined: none is under way. */
    running: (): Promise<Canary | undefined> =>
      db.selectFrom('canaries').select(columns).where('ended_at', 'is', null).executeTakeFirst(),

    /** The newest first. */
    past: (limit: number): Promise<EndedCanary[]> =>
      db
        .selectFrom('canaries')
        .select([...columns, 'ended_at as endedAt', 'ending', 'ended_by as endedBy', 'reason'])
        .orderBy('id', 'desc')
        .limit(limit)
        .execute(),

    /** With the setting by which its orders get it. @returns false when another is under way */
    start: (canary: Omit<Canary, 'id' | 'startedAt'>, change: SettingChange): Promise<boolean> =>
      db.transaction().execute(async (tx) => {
        const { isShadow, by, ...rest } = canary
        const { numInsertedOrUpdatedRows } = await tx
          .insertInto('canaries')
          .values({ ...rest, is_shadow: isShadow, by_whom: by })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
        if (numInsertedOrUpdatedRows === 0n) return false
        await changed(tx, change)
        return true
      }),

    /** With the settings that follow. @returns false when it was ended before */
    end: (id: number, ended: Ended, changes: readonly SettingChange[]): Promise<boolean> =>
      db.transaction().execute(async (tx) => {
        const { numUpdatedRows } = await tx
          .updateTable('canaries')
          .set({ ended_at: now, ending: ended.ending, ended_by: ended.by, reason: ended.reason })
          .where('id', '=', id)
          .where('ended_at', 'is', null)
          .executeTakeFirst()
        if (numUpdatedRows === 0n) return false
        for (const change of changes) await changed(tx, change)
        return true
      }),

    async tallies(canary: Canary): Promise<CanaryTallies> {
      const { rows } = await sql<Row>`${talliesOf(canary)}`.execute(db)
      const of = (isCandidate: boolean) =>
        armOf(rows.find((row) => row.isCandidate === isCandidate))
      return { candidate: of(true), control: of(false) }
    },
  }
}

interface Ended {
  readonly ending: CanaryEnd
  readonly by: string
  readonly reason: string
}

async function changed(tx: Db, { by, value, ...change }: SettingChange): Promise<void> {
  await tx
    .insertInto('setting_changes')
    .values({ ...change, by_whom: by, value: value === null ? null : JSON.stringify(value) })
    .execute()
}

type Row = Record<Gate, number> & {
  readonly isCandidate: boolean
  readonly texts: number
  readonly answered: number
  readonly judged: number
}

/** Of what each gate's share is: of asks, of answers, or of texts that a judge saw. */
function armOf(row: Row | undefined): ArmTallies {
  const { texts = 0, answered = 0, judged = 0 } = row ?? {}
  const all: Readonly<Record<Gate, number>> = {
    ...{ refused: answered, invalid: answered, ungrounded: answered },
    ...{ doubted: judged, failed: texts, slow: answered, dear: answered },
  }
  const tally = (gate: Gate) => [gate, { bad: row?.[gate] ?? 0, of: all[gate] }]
  return Object.fromEntries(gates.map(tally))
}

/** What the checks of facts are called; they found something that nobody had told. */
const ofFacts = ['grounding', 'invented', 'names', 'outside', 'slotted', 'untrue']

const served = sql`('accepted', 'invalid', 'truncated', 'refused')`

/** Each ask once, by its last call; what the caller gave up says nothing. */
function talliesOf({ startedAt, operation, tier, share, isShadow }: Canary): RawBuilder<Row> {
  const isCandidate = isShadow ? sql`operation like '%.shadow'` : sql`cohort < ${share}`
  const name = sql`replace(operation, '.shadow', '')`
  return sql`
    with asked as (
      select distinct on (ask_id) *, ${isCandidate} as candidate
      from attempts
      where started_at >= ${startedAt}::timestamptz and tier <> 'judge' and verdict <> 'given-up'
        and (${operation}::text is null or ${name} = ${operation})
        and (${tier}::text is null or tier = ${tier})
        and (${isShadow} or operation not like '%.shadow')
        and (not ${isShadow} or cohort < ${share})
      order by ask_id, turn desc
    ), usual as (
      select
        percentile_disc(0.95) within group (order by seconds) as seconds,
        percentile_disc(0.95) within group (order by cost_micros) as cost
      from asked where not candidate and verdict = 'accepted' having count(*) >= 50
    ), judged as (
      select order_id, artefact, part, round,
        jsonb_array_length(coalesce(outcome -> 'doubts', '[]')) > 0 or outcome ? 'repaired'
          as is_doubted
      from outcomes where outcome ? 'judged' and recorded_at >= ${startedAt}::timestamptz
    )
    select
      candidate as "isCandidate",
      count(*)::int as texts,
      count(*) filter (where verdict in ${served})::int as answered,
      count(is_doubted) filter (where verdict = 'accepted')::int as judged,
      count(*) filter (where verdict = 'refused')::int as refused,
      count(*) filter (where verdict in ('invalid', 'truncated'))::int as invalid,
      count(*) filter (where found_by && ${sql.val(ofFacts)}::text[])::int as ungrounded,
      count(*) filter (where verdict = 'accepted' and is_doubted)::int as doubted,
      count(*) filter (where verdict not in ${served})::int as failed,
      count(*) filter (where verdict in ${served} and asked.seconds > usual.seconds)::int as slow,
      count(*) filter (where verdict in ${served} and cost_micros > usual.cost)::int as dear
    from asked
      left join usual on true
      left join judged using (order_id, artefact, part, round)
    group by candidate`
}

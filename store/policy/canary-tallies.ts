import { sql } from 'kysely'
import type { ArmTallies, Canary, CanaryTallies, Gate } from '../../pack/canary.ts'
import { cohortOf } from '../../pack/cohort.ts'
import type { Db } from '../database/database.ts'

/** What was asked of a candidate since it began, and meanwhile of what stands. */
export async function talliesOf(db: Db, canary: Canary): Promise<CanaryTallies> {
  const [{ rows: answers }, { rows: judged }, { rows: asks }] = await Promise.all([
    answersOf(canary).execute(db),
    judgedOf(canary).execute(db),
    asksOf(canary).execute(db),
  ])
  const of = (isCandidate: boolean): ArmTallies => {
    const answered = answers.find((one) => one.isCandidate === isCandidate)
    const texts = judged.find((one) => one.isCandidate === isCandidate)
    const mine = asks.filter((one) => isOfArm(canary, one, isCandidate))
    const tally = (gate: AnswerGate) => ({ bad: answered?.[gate] ?? 0, of: answered?.of ?? 0 })
    return {
      ...{ refused: tally('refused'), invalid: tally('invalid') },
      ...{ ungrounded: tally('ungrounded'), slow: tally('slow'), dear: tally('dear') },
      doubted: { bad: texts?.doubted ?? 0, of: texts?.of ?? 0 },
      failed: { bad: sumOf(mine, 'failed'), of: sumOf(mine, 'asks') },
    }
  }
  return { candidate: of(true), control: of(false) }
}

/** What the checks of facts are called; they found something that nobody had told. */
const ofFacts = ['grounding', 'invented', 'names', 'outside', 'slotted', 'untrue']

type AnswerGate = Extract<Gate, 'refused' | 'invalid' | 'ungrounded' | 'slow' | 'dear'>

type Answers = Readonly<Record<AnswerGate | 'of', number>> & { readonly isCandidate: boolean }

/** The calls that belong to it, each ask once, by its last call; what the caller gave up says nothing. */
const callsOf = ({ startedAt, operation, tier, share, isShadow }: Canary) => sql`
  select distinct on (ask_id) *,
    ${isShadow ? sql`operation like '%.shadow'` : sql`cohort < ${share}`} as candidate
  from attempts
  where started_at >= ${startedAt}::timestamptz and tier <> 'judge'
    and (${operation}::text is null or replace(operation, '.shadow', '') = ${operation})
    and (${tier}::text is null or tier = ${tier})
    and (${isShadow} or operation not like '%.shadow')
    and (not ${isShadow} or cohort < ${share})
    and verdict in ('accepted', 'invalid', 'truncated', 'refused')
  order by ask_id, turn desc`

/** Of asks that were answered. */
const answersOf = (canary: Canary) => sql<Answers>`
  with called as (${callsOf(canary)}), usual as (
    select
      percentile_disc(0.95) within group (order by seconds) as seconds,
      percentile_disc(0.95) within group (order by cost_micros) as cost
    from called where not candidate and verdict = 'accepted' having count(*) >= 50
  )
  select
    candidate as "isCandidate",
    count(*)::int as of,
    count(*) filter (where verdict = 'refused')::int as refused,
    count(*) filter (where verdict in ('invalid', 'truncated'))::int as invalid,
    count(*) filter (where found_by && ${sql.val(ofFacts)}::text[])::int as ungrounded,
    count(*) filter (where called.seconds > usual.seconds)::int as slow,
    count(*) filter (where cost_micros > usual.cost)::int as dear
  from called left join usual on true
  group by candidate`

interface Judged {
  readonly isCandidate: boolean
  readonly of: number
  readonly doubted: number
}

/** Of texts that a judge saw, each once, by who wrote the last one; a shadow's are not recorded. */
const judgedOf = (canary: Canary) => sql<Judged>`
  with called as (${callsOf(canary)}), wrote as (
    select distinct on (order_id, artefact, part, round, revision) *
    from called where verdict = 'accepted'
    order by order_id, artefact, part, round, revision, started_at desc
  )
  select candidate as "isCandidate", count(*)::int as of,
    count(*) filter (where
      jsonb_array_length(coalesce(outcome -> 'doubts', '[]')) > 0 or outcome ? 'repaired'
    )::int as doubted
  from wrote join outcomes using (order_id, artefact, part, round, revision)
  where outcome ? 'judged'
  group by candidate`

interface Asks {
  readonly order: string
  readonly isShadow: boolean
  readonly asks: number
  readonly failed: number
}

/**
 * Where no answer came. Of a model that is held back no call is made, and asks fail all the same: of one whose texts
 * nobody can use they are not routed.
 */
const outages = ['unreachable', 'timeout', 'server', 'overloaded', 'misconfigured', 'not-routed']

const asksOf = ({ startedAt, operation, tier }: Canary) => sql<Asks>`
  select order_id as "order", artefact like '%-shadow' as "isShadow", count(*)::int as asks,
    count(*) filter (where reason = any(${sql.val(outages)}::text[]))::int as failed
  from asks join orders on orders.id = order_id
  where opened_at >= ${startedAt}::timestamptz and asks.tier <> 'judge'
    and source in ('model', 'none')
    and (${operation}::text is null
      or pack || '.' || regexp_replace(artefact, '-shadow$', '') = ${operation})
    and (${tier}::text is null or asks.tier = ${tier})
  group by 1, 2`

function isOfArm({ share, isShadow }: Canary, asks: Asks, isCandidate: boolean): boolean {
  const isInShare = cohortOf(asks.order) < share
  if (!isShadow) return !asks.isShadow && isInShare === isCandidate
  return isInShare && asks.isShadow === isCandidate
}

const sumOf = (all: readonly Asks[], key: 'asks' | 'failed') =>
  all.reduce((sum, one) => sum + one[key], 0)

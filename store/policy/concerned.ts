import { type RawBuilder, sql } from 'kysely'
import type { Incident, IncidentKind } from '../../pack/incident.ts'
import { consequenceOf } from '../../pack/notice.ts'
import { reasons } from '../../pack/reason.ts'
import type { Which } from '../../pack/telling.ts'

/** Reasons that lie with us: for these a section is standard text that could have been tailored. */
const ours = reasons.filter((reason) => reason !== 'not-yet' && consequenceOf({ reason }).ours)

type Time = Pick<Incident, 'beganAt' | 'endedAt'>

const from = ({ beganAt }: Time) => sql`${beganAt}::timestamptz`
const until = ({ endedAt }: Time) => sql`coalesce(${endedAt}::timestamptz, now())`
const within = (time: Time, column: RawBuilder<unknown>) =>
  sql<boolean>`(${column} between ${from(time)} and ${until(time)})`

/** Of `orders`: those that an incident concerns, each by the rule of its kind or by its number. */
export function isConcerned(incident: Incident, { only, except }: Which): RawBuilder<boolean> {
  const which =
    only === null
      ? byRule[incident.kind](incident)
      : sql`orders.id = any(${sql.val([...only])}::text[])`
  return sql`(${which} and orders.id <> all(${sql.val([...except])}::text[]))`
}

const nobody = () => sql<boolean>`false`

const byRule: Readonly<Record<IncidentKind, (time: Time) => RawBuilder<boolean>>> = {
  outage: (time) => sql`(${waitedIn(time)} or ${untailoredIn(time)})`,

  /** A text was written in the time that stood; of one that was reused counts when it was written. */
  quality: (time) => sql`exists (
    select from outcomes
    where order_id = orders.id and recorded_at >= ${from(time)} and artefact not like '%-shadow'
      and outcome ->> 'source' <> 'none' and coalesce(outcome ->> 'look', 'watched') = 'watched'
      and ${within(time, sql`(outcome ->> 'generatedAt')::timestamptz`)}
  )`,

  /** Money came or went in the time. */
  money: (time) => sql`(
    ${within(time, sql`paid_at`)}
    or exists (
      select from refund_requests
      where order_id = orders.id and ${within(time, sql`done_at`)}
    )
    or exists (
      select from unapplied_payments
      where order_id = orders.id and ${within(time, sql`seen_at`)}
    )
  )`,

  leak: nobody,
  other: nobody,
}

/** Had no pack a minute after it was paid, for some of the time; paid in it, or on the day before. */
const waitedIn = (time: Time) => sql<boolean>`(
  paid_at between ${from(time)} - interval '1 day' and ${until(time)}
  and (
    select coalesce(min(published_at), 'infinity') from releases where order_id = orders.id
  ) >= greatest(${from(time)}, paid_at + interval '1 minute')
  and ${until(time)} >= paid_at + interval '1 minute'
)`

/** After which a call that began in the time has failed, and is recorded. */
const longestCall = sql`interval '5 minutes'`

/**
 * Of a text it was recorded that there is none, for a reason of ours, and there was none either when the first pack
 * of these answers went out. What a later one holds does not undo that.
 */
const untailoredIn = (time: Time) => sql<boolean>`exists (
  select from outcomes as failed
  where failed.order_id = orders.id and paid_at <= ${until(time)}
    and failed.recorded_at between ${from(time)} and ${until(time)} + ${longestCall}
    and failed.outcome ->> 'reason' = any(${sql.val(ours)}::text[])
    and failed.artefact not like '%-shadow'
    and not exists (
      select from outcomes as written
      where written.order_id = failed.order_id and written.artefact = failed.artefact
        and written.part = failed.part and written.revision = failed.revision
        and written.outcome ->> 'source' <> 'none'
        and written.recorded_at <= greatest(failed.recorded_at, least(${until(time)}, (
          select min(published_at) from releases
          where order_id = failed.order_id and revision = failed.revision
        )))
    )
)`

import { sql } from 'kysely'
import type { TierStanding } from '../../pack/tier-standing.ts'
import type { Db } from '../database/database.ts'

export function createTierStandings(db: Db) {
  return async (): Promise<TierStanding[]> =>
    (await sql<TierStanding>`${standings}`.execute(db)).rows
}

const hourCalls = sql`
  select * from attempts
  where started_at > now() - interval '1 hour' and operation not like '%.shadow'`

const hourAsks = sql`
  select *, opened_at + make_interval(secs => seconds) as ended_at from asks
  where opened_at > now() - interval '1 hour' and artefact not like '%-shadow'`

/** Of an order: from its first ask to the end of the first that brought a text. */
const useful = sql`
  select tier, order_id, extract(epoch from
    min(ended_at) filter (where source in ('model', 'cache')) - min(opened_at)) as seconds
  from hour_asks group by tier, order_id`

const hours = sql`
  select generate_series(
    date_trunc('hour', now()) - interval '23 hours', date_trunc('hour', now()), interval '1 hour'
  ) as hour`

const secondsOf = (share: number, table: 'hour_calls' | 'useful') => sql`(
  select percentile_cont(${share}::float8) within group (order by seconds)::float8
  from ${sql.table(table)} as timed where timed.tier = t.tier
)`

const budgetOf = (column: 'held_micros' | 'used_micros') => sql`coalesce((
  select ${sql.ref(column)} from budgets
  where scope = 'tier' and subject = t.tier and starts_at = date_trunc('hour', now(), 'UTC')
), 0)`

const hourly = sql`(
  select coalesce(jsonb_agg(calls order by hour), '[]') from (
    select hour, (
      select count(*) from attempts where attempts.tier = t.tier
        and operation not like '%.shadow' and started_at >= hour and started_at < hour + interval '1 hour'
    ) as calls from hours
  ) as each
)`

const standings = sql`
  with tiers as (select unnest(array['4b', '32b', 'judge']) as tier),
    hour_calls as (${hourCalls}), hour_asks as (${hourAsks}), useful as (${useful}),
    hours as (${hours})
  select
    tier,
    (select count(*)::int from hour_calls as c where c.tier = t.tier) as calls,
    (select count(*)::int from hour_calls as c where c.tier = t.tier and verdict = 'accepted')
      as accepted,
    ${secondsOf(0.5, 'hour_calls')} as p50, ${secondsOf(0.99, 'hour_calls')} as p99,
    ${secondsOf(0.5, 'useful')} as useful50, ${secondsOf(0.99, 'useful')} as useful99,
    (select count(*)::int from hour_asks as a where a.tier = t.tier and source <> 'given-up')
      as asks,
    (select count(*)::int from hour_asks as a
      where a.tier = t.tier and source in ('model', 'cache')) as tailored,
    ${budgetOf('held_micros')} as held, ${budgetOf('used_micros')} as spent,
    ${hourly} as hourly
  from tiers as t`

import { type RawBuilder, sql } from 'kysely'
import {
  buffer,
  type Costs,
  type Margin,
  microsPerMinorUnit,
  type NamedSpend,
  type OverBuffer,
  percentTaken,
  type Spend,
} from '../../pack/costs.ts'
import type { Db } from '../database/database.ts'

/** Orders over the buffer that are named; with more it is the price that is wrong. */
const longest = 20

/**
 * What an operator reads of money, by the rollups and the calls that are not in them yet. All of
 * one snapshot, so that its sums agree.
 */
export function createCosts(db: Db) {
  /** @param days back, today included; a day is one of UTC */
  return (days: number): Promise<Costs> =>
    db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (at) => {
        const [total] = await spend(at, days, sql`'total'`)
        return {
          days,
          total: total ?? { name: 'total', ...nothing },
          byDay: await spend(at, days, sql`to_char(day, 'YYYY-MM-DD')`),
          byTier: await spend(at, days, sql`tier`),
          byOperation: await spend(at, days, sql`operation`),
          byEndpoint: await spend(at, days, sql`endpoint || ' (' || model || ')'`),
          margins: await margins(at, days),
          overBuffer: await overBuffer(at, days),
        }
      })
}

const nothing: Spend = {
  calls: 0,
  accepted: 0,
  estimated: 0,
  tokensIn: 0,
  tokensOut: 0,
  tokensCached: 0,
  seconds: 0,
  costMicros: 0,
}

const firstDay = (days: number) => sql`(now() at time zone 'UTC')::date - ${days - 1}::int`

async function spend(db: Db, days: number, name: RawBuilder<unknown>): Promise<NamedSpend[]> {
  const { rows } = await sql<NamedSpend>`
    select
      ${name} as name,
      sum(calls)::bigint as calls, sum(accepted)::bigint as accepted,
      sum(estimated)::bigint as estimated,
      sum(tokens_in)::bigint as "tokensIn", sum(tokens_out)::bigint as "tokensOut",
      sum(tokens_cached)::bigint as "tokensCached",
      (sum(milliseconds) / 1000)::float8 as seconds, sum(cost_micros)::bigint as "costMicros"
    from ledger_days
    where day >= ${firstDay(days)}
    group by 1 order by 1`.execute(db)
  return rows
}

/** Orders that were paid in the time, with all that was ever spent on them. */
const paidOrders = (days: number) => sql`
  select id, tier, currency, amount, coalesce(inference_micros, 0) as inference_micros
  from orders left join ledger_orders on order_id = id
  where paid_at >= (${firstDay(days)}) at time zone 'UTC'`

async function margins(db: Db, days: number): Promise<Margin[]> {
  const { rows } = await sql<Omit<Margin, 'percent'>>`
    select
      tier, currency, count(*) as orders, sum(amount)::bigint as price,
      sum(inference_micros)::bigint as "inferenceMicros", null as fee
    from (${paidOrders(days)}) as paid
    group by 1, 2 order by 1, 2`.execute(db)
  return rows.map((row) => ({ ...row, percent: percentTaken(row) }))
}

async function overBuffer(db: Db, days: number): Promise<OverBuffer[]> {
  const microsAllowed = (microsPerMinorUnit * buffer.most) / 100
  const { rows } = await sql<Omit<OverBuffer, 'percent'>>`
    select
      id as order, tier, currency, amount as price,
      inference_micros as "inferenceMicros", null as fee
    from (${paidOrders(days)}) as paid
    where inference_micros > amount * ${microsAllowed}::bigint
    order by inference_micros::float8 / amount desc, id
    limit ${longest}`.execute(db)
  return rows.map((row) => ({ ...row, percent: percentTaken(row) }))
}

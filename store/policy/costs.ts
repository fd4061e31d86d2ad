import { type RawBuilder, sql } from 'kysely'
import {
  type Costs,
  type Money,
  type NamedSpend,
  type OrderMoney,
  type Sold,
  type Spend,
  withMargin,
} from '../../pack/costs.ts'
import type { Tier } from '../../pack/order.ts'
import type { Db } from '../database/database.ts'
import { moneyColumns, moneySums, orderMoney } from './order-money.ts'

/** Orders over the buffer that are named; with more it is the price that is wrong. */
const longest = 20

/**
 * What an operator reads of money, by the rollups and the calls that are not in them yet.
 *
 * @param at a snapshot, so that its sums agree
 * @param days back, today included; a day is one of UTC
 * @param eurosPerHour what an hour of a reviewer costs
 */
export async function costsAt(
  at: Db,
  days: number,
  eurosPerHour: number,
): Promise<Omit<Costs, 'reviews'>> {
  const [total] = await spend(at, days, sql`'total'`)
  return {
    days,
    total: total ?? { name: 'total', ...nothing },
    byDay: await spend(at, days, sql`to_char(day, 'YYYY-MM-DD')`),
    byTier: await spend(at, days, sql`tier`),
    byOperation: await spend(at, days, sql`operation`),
    byEndpoint: await spend(at, days, sql`endpoint || ' (' || model || ')'`),
    ...(await marginsAt(at, days, eurosPerHour)),
    overBuffer: await overBuffer(at, days, eurosPerHour),
  }
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

/** When the first of so many days began. */
export const firstMoment = (days: number) => sql`(${firstDay(days)}) at time zone 'UTC'`

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
const paidOrders = (days: number, eurosPerHour: number) => sql`
  select * from (${orderMoney(eurosPerHour)}) as money where paid_at >= ${firstMoment(days)}`

type Summed = Money & Pick<Sold, 'orders' | 'feesUnknown'>

interface Grouped extends Summed {
  readonly tier: Tier | null
  readonly pack: string | null
  readonly day: string | null
}

/** The same orders, by tier, by pack, by day and all; never over two currencies. */
export async function marginsAt(db: Db, days: number, eurosPerHour: number) {
  const { rows } = await sql<Grouped>`
    select tier, pack, to_char(day, 'YYYY-MM-DD') as day, currency, ${moneySums}
    from (
      select *, (paid_at at time zone 'UTC')::date as day
      from (${paidOrders(days, eurosPerHour)}) as paid
    ) as dated
    group by grouping sets ((currency), (tier, currency), (pack, currency), (day, currency))
    order by tier, pack, day desc, currency`.execute(db)
  const sold = rows.map(({ tier, pack, day, ...row }) => ({ tier, pack, day, ...withMargin(row) }))
  return {
    margins: sold.flatMap(({ pack: _, day: __, tier, ...row }) => (tier ? { tier, ...row } : [])),
    marginTotals: sold.flatMap(({ tier, pack, day, ...row }) => ((tier ?? pack ?? day) ? [] : row)),
    marginsByPack: sold.flatMap(({ tier: _, day: __, pack: name, ...row }) =>
      name ? { name, ...row } : [],
    ),
    marginsByDay: sold.flatMap(({ tier: _, pack: __, day: name, ...row }) =>
      name ? { name, ...row } : [],
    ),
  }
}

/** Null: it was never paid. */
export async function moneyOfOrder(
  db: Db,
  order: string,
  eurosPerHour: number,
): Promise<OrderMoney | null> {
  const [money] = await orders(
    db,
    sql`
    from (${orderMoney(eurosPerHour)}) as money where id = ${order} and paid_at is not null`,
  )
  return money ?? null
}

function overBuffer(db: Db, days: number, eurosPerHour: number): Promise<OrderMoney[]> {
  return orders(
    db,
    sql`
    from (${paidOrders(days, eurosPerHour)}) as paid where is_over
    order by taken_micros::float8 / price desc, id limit ${longest}`,
  )
}

/** @param those rows of `orderMoney` */
async function orders(db: Db, those: RawBuilder<unknown>): Promise<OrderMoney[]> {
  const { rows } = await sql<Omit<OrderMoney, 'marginMicros' | 'percent'>>`
    select id as order, tier, currency, ${moneyColumns} ${those}`.execute(db)
  return rows.map(withMargin)
}

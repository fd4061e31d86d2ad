import { sql } from 'kysely'
import type { BatchOfTexts, Business, OperationDemand } from '../../pack/demand.ts'
import type { ModelTier } from '../../pack/order.ts'
import type { Db } from '../database/database.ts'
import { marginsAt } from '../policy/costs.ts'

/** What orders asked their own tier's model for, and what was sold meanwhile. */
export function createDemand(db: Db) {
  /** @param days back, today included; a day is one of UTC */
  return async (days: number): Promise<Business> => {
    // People who read texts are not planned for.
    const { margins } = await marginsAt(db, days, 0)
    const { rows: orders } = await sql<{ tier: ModelTier; orders: number }>`
      with ${own(days)} select tier, count(distinct order_id)::int as orders from own group by tier`.execute(
      db,
    )
    const { rows: operations } = await sql<OperationDemand>`${operationsOf(days)}`.execute(db)
    const { rows: batches } = await sql<BatchOfTexts>`${batchesOf(days)}`.execute(db)
    const { rows: sold } = await sql<{ days: number | null }>`
      select (now() at time zone 'UTC')::date - min(paid_at at time zone 'UTC')::date + 1 as days
      from orders where paid_at >= (${firstDay(days)}) at time zone 'UTC'`.execute(db)
    const of = (tier: ModelTier) => orders.find((one) => one.tier === tier)?.orders ?? 0
    return {
      days: sold[0]?.days ?? 0,
      margins,
      orders: { '4b': of('4b'), '32b': of('32b') },
      operations,
      batches,
    }
  }
}

const firstDay = (days: number) => sql`(now() at time zone 'UTC')::date - ${days - 1}::int`

/**
 * Asks of an order's own tier, each with the calls that kept a model busy; what fell to the other tier
 * is not planned for.
 */
const own = (days: number) => sql`
  called as (
    select ask_id, count(*)::int as calls, sum(tokens_in)::bigint as tokens_in,
      sum(tokens_out)::bigint as tokens_out, sum(seconds) as seconds
    from attempts
    where started_at >= (${firstDay(days)}) at time zone 'UTC'
      and tokens_out > 0 and operation not like '%.shadow'
    group by ask_id
  ),
  own as (
    select asks.tier, asks.order_id, asks.round, o.pack || '.' || asks.artefact as operation, called.*
    from asks join orders as o on o.id = asks.order_id left join called on called.ask_id = asks.id
    where asks.opened_at >= (${firstDay(days)}) at time zone 'UTC'
      and asks.tier = case o.tier when 'full' then '32b' else '4b' end
      and asks.artefact not like '%-shadow'
      and (called.calls > 0 or asks.source in ('model', 'cache'))
  )`

const operationsOf = (days: number) => sql`
  with ${own(days)}
  select tier, operation, count(*)::int as texts, count(calls)::int as written,
    coalesce(sum(calls), 0)::int as calls, coalesce(sum(tokens_in), 0)::bigint as "tokensIn",
    coalesce(sum(tokens_out), 0)::bigint as "tokensOut",
    coalesce(sum(seconds), 0)::float8 as seconds
  from own group by tier, operation order by tier, operation`

const batchesOf = (days: number) => sql`
  with ${own(days)}, rounds as (
    select tier, count(*)::int as texts from own where calls > 0 group by tier, order_id, round
  )
  select tier, texts, count(*)::int as times from rounds group by tier, texts order by tier, texts`

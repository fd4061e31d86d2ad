import { sql } from 'kysely'
import type { ReviewCosts } from '../../pack/review.ts'
import type { Db } from '../database/database.ts'
import { firstMoment } from '../policy/costs.ts'
import { readingMicros } from '../policy/order-money.ts'
import { backlogOf } from './texts-to-read.ts'

/**
 * @param days back, today included; a day is one of UTC
 * @param eurosPerHour what an hour of a reviewer costs
 */
export async function reviewCosts(
  db: Db,
  days: number,
  eurosPerHour: number,
): Promise<ReviewCosts> {
  const { rows } = await sql<Omit<ReviewCosts, 'open' | 'oldest' | 'dueIn'>>`
    select
      count(*) filter (where verdict = 'approved') as approved,
      count(*) filter (where verdict = 'edited') as edited,
      count(*) filter (where verdict = 'rejected') as rejected,
      count(*) filter (where verdict = 'escalated') as escalated,
      count(*) filter (where verdict = 'expired') as expired,
      count(*) filter (where verdict in ('approved', 'edited') and ${isCorrected}) as corrected,
      percentile_cont(0.5) within group (order by seconds)::float8 as "medianSeconds",
      count(*) filter (where verdict <> 'expired' and seconds is null) as untimed,
      count(distinct order_id) filter (where verdict <> 'expired') as orders,
      coalesce(sum(${readingMicros(eurosPerHour)}), 0)::bigint as "costMicros"
    from reviews where at >= ${firstMoment(days)}`.execute(db)
  return { ...(await backlogOf(db)), ...rows[0]! }
}

/** The answers were corrected after it was read, and it was not carried to those that stand. */
const isCorrected = sql`exists (
  select from orders
  where id = reviews.order_id and orders.revision > reviews.revision and not exists (
    select from outcomes
    where (outcomes.order_id, outcomes.artefact, outcomes.part)
        = (reviews.order_id, reviews.artefact, reviews.part)
      and outcomes.revision = orders.revision
      and outcome #>> '{reviewed,at}' < corrections #>> array[(reviews.revision - 1)::text, 'at']
  )
)`

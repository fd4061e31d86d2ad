import { type RawBuilder, sql } from 'kysely'
import type { PriceReview, PriceWatch } from '../../pack/price-review.ts'
import type { Db } from '../database/database.ts'
import { orderMoney } from './order-money.ts'

type TierPeriods = PriceReview['tiers'][number]

/** What orders took since the last review of our prices, and between it and the one before. */
export async function pricePeriods(
  db: Db,
  { reviewedAt, reviewedBefore }: Pick<PriceWatch, 'reviewedAt' | 'reviewedBefore'>,
  eurosPerHour: number,
): Promise<TierPeriods[]> {
  const { rows } = await sql<TierPeriods>`
    select
      tier, currency,
      ${periodOf(sql`not is_since`)} as before, ${periodOf(sql`is_since`)} as since
    from (
      select *, paid_at >= coalesce(${reviewedAt}::timestamptz, '-infinity') as is_since
      from (${orderMoney(eurosPerHour)}) as money
      where paid_at >= coalesce(${reviewedBefore}::timestamptz, '-infinity')
    ) as paid
    group by 1, 2 order by 1, 2`.execute(db)
  return rows
}

const periodOf = (which: RawBuilder<unknown>) => sql`jsonb_build_object(
  'orders', count(*) filter (where ${which}),
  'takenMicros', coalesce(sum(taken_micros) filter (where ${which}), 0),
  'inferenceMicros', coalesce(sum(inference_micros) filter (where ${which}), 0),
  'overBuffer', count(*) filter (where ${which} and is_over),
  'refunded', count(*) filter (where ${which} and refunded > 0),
  'disputed', count(*) filter (where ${which} and is_disputed)
)`

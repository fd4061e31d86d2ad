import { sql } from 'kysely'
import type { EndpointPrice } from '../../pack/costs.ts'
import type { PriceChange, PriceWatch } from '../../pack/price-review.ts'
import type { Db } from '../database/database.ts'

interface Priced {
  readonly name: string
  readonly pricePerMTok: { readonly in: number; readonly out: number }
}

/** The verb under which `operator_actions` has the reviews. */
export const reviewVerb = 'review-prices'

export function createPrices(db: Db) {
  return {
    /** A worker has started with these endpoints. */
    async seen(endpoints: readonly Priced[]): Promise<void> {
      const told = endpoints.map(({ name, pricePerMTok }) => ({ name, ...pricePerMTok }))
      await sql`
        insert into endpoint_prices (endpoint, price_in, price_out)
        select name, "in", "out"
        from jsonb_to_recordset(${JSON.stringify(told)}) as told (name text, "in" float8, "out" float8)
        where (name, "in", "out") not in (select endpoint, price_in, price_out from (${standing}) as s)
        on conflict do nothing`.execute(db)
    },

    /** What stands, by name. */
    async standing(): Promise<EndpointPrice[]> {
      const { rows } = await sql<EndpointPrice>`
        select endpoint, price_in as "in", price_out as "out", since
        from (${standing}) as s order by endpoint`.execute(db)
      return rows
    },

    /** What decides whether a review is due. */
    async watch(): Promise<PriceWatch> {
      const { rows } = await sql<Omit<PriceWatch, 'changes'>>`
        select
          (select min(since) from endpoint_prices) as "firstSeen",
          max(at) filter (where nth = 1) as "reviewedAt",
          max(at) filter (where nth = 2) as "reviewedBefore"
        from (
          select at, row_number() over (order by at desc) as nth from operator_actions
          where verb = ${sql.lit(reviewVerb)} and outcome like 'reviewed%'
        ) as made`.execute(db)
      const changes = await sql<PriceChange>`
        select endpoint, since, before as "from", price as "to"
        from (
          select *, lag(price) over (partition by endpoint order by since) as before
          from (
            select endpoint, since, jsonb_build_object('in', price_in, 'out', price_out) as price
            from endpoint_prices
          ) as priced
        ) as told
        where before <> price
        order by since desc limit 20`.execute(db)
      return { ...rows[0]!, changes: changes.rows }
    },
  }
}

const standing = sql`
  select distinct on (endpoint) endpoint, since, price_in, price_out
  from endpoint_prices order by endpoint, since desc`

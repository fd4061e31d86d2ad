import { type RawBuilder, sql } from 'kysely'
import type { AskedLately } from '../../pack/asked-lately.ts'
import type { Db } from '../database/database.ts'

export function createSurges(db: Db) {
  /**
   * By tier, and by each of its operations; of texts that were reused nothing is asked. What came before safe mode was
   * last turned on or off there has had its consequence.
   */
  return async (seconds: number): Promise<AskedLately[]> => {
    const { rows } = await sql<AskedLately>`
      with recent as (
        select asks.tier, pack || '.' || artefact as operation, order_id, reason
        from asks join orders on orders.id = order_id
        where opened_at > now() - make_interval(secs => ${seconds})
          and not ${isPast(sql.ref('opened_at'), sql.ref('asks.tier'))}
          and asks.tier <> 'judge' and artefact not like '%-shadow' and asks.source in ('model', 'none')
          and reason is distinct from 'safe-mode' and reason is distinct from 'not-routed'
      ), by_order as (
        select tier, operation, order_id,
          count(*) filter (where reason = 'refused') * 2 > count(*) as refused,
          count(*) filter (where reason = 'input-blocked') * 2 > count(*) as blocked
        from recent
        group by grouping sets ((tier, order_id), (tier, operation, order_id))
      )
      select tier, operation, count(*)::int as orders,
        count(*) filter (where refused)::int as refused,
        count(*) filter (where blocked)::int as blocked,
        0 as judged, 0 as doubted
      from by_order group by tier, operation
      union all
      ${doubtedWithin(seconds)}
      order by operation nulls first`.execute(db)
    return rows
  }
}

/** Texts that were doubted once count, whatever took their place. */
const doubtedWithin = (seconds: number) => sql`
  select tier, operation, 0 as orders, 0 as refused, 0 as blocked,
    count(*)::int as judged, count(*) filter (where is_doubted)::int as doubted
  from (
    select tier, operation, order_id, count(*) filter (where is_doubted) * 2 > count(*) as is_doubted
    from (
      select outcome ->> 'tier' as tier, pack || '.' || artefact as operation, order_id,
        jsonb_array_length(coalesce(outcome -> 'doubts', '[]')) > 0 or outcome ? 'repaired'
          as is_doubted
      from outcomes join orders on orders.id = order_id
      where recorded_at > now() - make_interval(secs => ${seconds})
        and outcome ? 'judged' and not outcome -> 'judged' ? 'watched'
        and not ${isPast(sql.ref('recorded_at'), sql`outcome ->> 'tier'`)}
    ) as texts
    group by grouping sets ((tier, order_id), (tier, operation, order_id))
  ) as by_order group by tier, operation`

/** It came before safe mode was last turned on or off there. */
const isPast = (at: RawBuilder<unknown>, tier: RawBuilder<unknown>) => sql`exists (
  select from setting_changes as safe
  where key = 'safeMode' and safe.at >= ${at} and coalesce(safe.tier, ${tier}) = ${tier}
    and coalesce(safe.operation, pack || '.' || artefact) = pack || '.' || artefact
)`

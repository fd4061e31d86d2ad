import { sql } from 'kysely'
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
          and not exists (
            select from setting_changes as safe
            where key = 'safeMode' and safe.at >= opened_at
              and coalesce(safe.tier, asks.tier) = asks.tier
              and coalesce(safe.operation, pack || '.' || artefact) = pack || '.' || artefact
          )
          and asks.source in ('model', 'none')
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
        count(*) filter (where blocked)::int as blocked
      from by_order group by tier, operation
      order by operation nulls first`.execute(db)
    return rows
  }
}

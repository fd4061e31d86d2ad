import { sql } from 'kysely'
import type { EndpointTier } from '../../pack/order.ts'
import type { Db } from '../database/database.ts'

interface EndedSetting {
  readonly operation: string | null
  readonly tier: EndpointTier | null
  /** ISO 8601, UTC. */
  readonly at: string
}

/**
 * Where a key was last set to something else than a value, was unset, or ran out, and since when. What it was before may
 * have been said of more than that, so that is not asked.
 */
export function createEndedSettings(db: Db) {
  return async (key: string, value: unknown): Promise<EndedSetting[]> => {
    const held = sql`${JSON.stringify(value)}::jsonb`
    const { rows } = await sql<EndedSetting>`
      select operation, tier, case when value = ${held} then until else at end as at
      from (
        select distinct on (operation, tier, risk, share is null) operation, tier, at, value, until
        from setting_changes where key = ${key}
        order by operation, tier, risk, share is null, id desc
      ) as newest
      where value is distinct from ${held} or until <= now()`.execute(db)
    return rows
  }
}

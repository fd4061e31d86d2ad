import { sql } from 'kysely'
import type { ModelTier } from '../../pack/order.ts'
import type { Db } from '../database/database.ts'

export interface EndedSetting {
  readonly operation: string | null
  readonly tier: ModelTier | null
  /** ISO 8601, UTC. */
  readonly at: string
}

/**
 * For what a key does not hold a value any more though it once did, and since when: it ran out, was set otherwise, or was
 * unset.
 */
export function createEndedSettings(db: Db) {
  return async (key: string, value: unknown): Promise<EndedSetting[]> => {
    const held = sql`${JSON.stringify(value)}::jsonb`
    const { rows } = await sql<EndedSetting>`
      select operation, tier, case when value = ${held} then until else at end as at
      from (
        select distinct on (operation, tier) operation, tier, at, value, until
        from setting_changes where key = ${key}
        order by operation, tier, id desc
      ) as newest
      where (value = ${held} and until <= now())
        or (value is distinct from ${held} and exists (
          select from setting_changes as before
          where before.key = ${key} and before.value = ${held}
            and before.operation is not distinct from newest.operation
            and before.tier is not distinct from newest.tier
        ))`.execute(db)
    return rows
  }
}

import { askPostgres } from '../ask-postgres.ts'

/**
 * Of each time that safe mode was on for everything, the milliseconds until the last text was recorded that no model
 * should have written any more; 0: none was.
 */
export async function safeModeEffects(databaseUrl: string): Promise<number[]> {
  const rows = await askPostgres<{ took: number }>(
    databaseUrl,
    `with switched as (
      select at, value, lead(at) over (order by id) as ended from setting_changes
      where key = 'safeMode' and tier is null and operation is null
    )
    select coalesce(1000 * extract(epoch from (
      select max(recorded_at) from outcomes
      where outcome->>'source' = 'model' and recorded_at between at and coalesce(ended, now())
    ) - at), 0)::float8 as took
    from switched where value = 'true'
    order by at`,
  )
  return rows.map(({ took }) => Math.round(took))
}

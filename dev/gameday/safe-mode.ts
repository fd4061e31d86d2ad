import pg from 'pg'

/** Milliseconds in which safe mode is to hold on every worker. */
export const soonest = 5_000

/**
 * Of each time that safe mode was on for everything, the milliseconds until the last text was recorded that no model
 * should have written any more; 0: none was.
 */
export async function safeModeEffects(databaseUrl: string): Promise<number[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ took: number }>(`
      with switched as (
        select at, value, lead(at) over (order by id) as ended from setting_changes
        where key = 'safeMode' and tier is null and operation is null
      )
      select coalesce(1000 * extract(epoch from (
        select max(recorded_at) from outcomes
        where outcome->>'source' = 'model' and recorded_at between at and coalesce(ended, now())
      ) - at), 0)::float8 as took
      from switched where value = 'true'
      order by at`)
    return rows.map(({ took }) => Math.round(took))
  } finally {
    await client.end()
  }
}

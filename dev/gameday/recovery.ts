import { askPostgres } from '../ask-postgres.ts'
import type { Inflicted } from './conduct.ts'

/** When each order's first release was published, in epoch milliseconds, ascending. */
export async function firstPacks(databaseUrl: string): Promise<number[]> {
  const rows = await askPostgres<{ published_at: Date }>(
    databaseUrl,
    'select published_at from releases where version = 1 and published_at is not null order by 1',
  )
  return rows.map((row) => row.published_at.getTime())
}

/** Milliseconds from the end of a fault to the next first release; null: none came any more. */
export function recoveryOf({ ended }: Inflicted, packs: readonly number[]): number | null {
  const next = packs.find((at) => at >= ended)
  return next === undefined ? null : next - ended
}

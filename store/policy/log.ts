import { sql } from 'kysely'
import type { LogEntry } from '../../pack/log-entry.ts'
import type { Db } from '../database/database.ts'

export interface LogQuery {
  /** ISO 8601. */
  readonly from: string
  readonly until: string
  /** In what was done, to what, by whom or why; `''`: all. */
  readonly text: string
  readonly limit: number
}

/** The audit log: acts, changed settings and candidates, the newest first. */
export function createLog(db: Db) {
  return async ({ from, until, text, limit }: LogQuery): Promise<LogEntry[]> => {
    const like = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`
    const { rows } = await sql<LogEntry>`
      select * from (
        select at, by_whom as by, verb as what, subject, why, outcome from operator_actions
        union all
        select at, by_whom, case when value is null then 'unset ' else 'set ' end || key,
          concat_ws(', ', operation, risk, tier, share || ' % of the orders'), why,
          case when value is null then null else value #>> '{}' end
        from setting_changes
        union all
        select started_at, by_whom, 'try ' || kind, name, why, null from canaries
        union all
        select ended_at, ended_by, 'end ' || kind, name, reason, ending
        from canaries where ended_at is not null
        union all
        select at, coalesce(by_whom, 'packhorse'), 'review-' || verdict, order_id,
          concat_ws('/', artefact, nullif(part, '')), cause
        from reviews where verdict = 'expired'
      ) as entries
      where at >= ${from}::timestamptz and at <= ${until}::timestamptz
        and (${text} = '' or concat_ws(' ', by, what, subject, why, outcome) ilike ${like})
      order by at desc limit ${limit}`.execute(db)
    return rows
  }
}

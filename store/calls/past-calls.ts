import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../database/database.ts'
import { deleteOlder } from '../database/delete-older.ts'
import { daysAgo } from '../database/time.ts'

/** Rows that were written when a text was asked for. */
interface Past {
  readonly table: 'attempts' | 'reservations'
  readonly time: 'started_at' | 'made_at'
  /** Of those that may go. */
  readonly done: RawBuilder<unknown>
  /** What one of them cost. */
  readonly micros: 'cost_micros' | 'used_micros'
  /** Where that stays. */
  readonly sum: 'past_calls_micros' | 'past_settled_micros'
}

const calls: Past = {
  table: 'attempts',
  time: 'started_at',
  // Counted, and not in the log any more.
  done: sql`rolled and not exists (select from call_log where attempt_id = id)`,
  micros: 'cost_micros',
  sum: 'past_calls_micros',
}

const reservations: Past = {
  table: 'reservations',
  time: 'made_at',
  // One that is open still holds money; it expires first.
  done: sql`state <> 'open'`,
  micros: 'used_micros',
  sum: 'past_settled_micros',
}

/**
 * Deletes how texts were asked for, each time up to `limit` rows that are so many days old. What
 * they cost stays: by day in `rollups`, by order in `margins`.
 */
export function createPastCalls(db: Db) {
  return {
    clearCalls: (days: number, limit: number) => clearPast(db, calls, days, limit),
    clearReservations: (days: number, limit: number) => clearPast(db, reservations, days, limit),
    clearAsks: (days: number, limit: number) =>
      deleteOlder(db, { table: 'asks', time: 'opened_at', before: daysAgo(days), limit }),
  }
}

/** Margins are taken in the order of their ids, as whoever counts calls takes them. */
async function clearPast(db: Db, past: Past, days: number, limit: number): Promise<number> {
  const [table, time, micros] = [past.table, past.time, past.micros].map((name) => sql.ref(name))
  const sum = sql.ref(past.sum)
  const { rows } = await sql<{ n: number }>`
    with gone as (
      delete from ${table} where id in (
        select id from ${table} where ${time} < ${daysAgo(days)} and ${past.done}
        order by ${time} limit ${limit} for update skip locked
      )
      returning order_id, ${micros} as micros
    ), kept as (
      insert into margins (order_id, calls, inference_micros, ${sum})
      select order_id, 0, 0, sum(micros) from gone where micros > 0 group by 1 order by 1
      on conflict (order_id) do update
        set ${sum} = ${sql.ref(`margins.${past.sum}`)} + ${sql.ref(`excluded.${past.sum}`)}
    )
    select count(*) as n from gone`.execute(db)
  return rows[0]?.n ?? 0
}

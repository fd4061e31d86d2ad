import { sql } from 'kysely'
import type { Db } from '../database/database.ts'

/** An order of which its books do not say the same; millionths of a euro. */
export interface Difference {
  readonly order: string
  /** The sum of its calls, also of those that are deleted. */
  readonly calls: number
  /** What its settled reservations used. */
  readonly settled: number
  /** What its margin took: counted, and not counted yet. */
  readonly margin: number
}

/** A page of orders whose books were compared. */
export interface ComparedBooks {
  /** The last of them; null: no order follows. */
  readonly last: string | null
  readonly differences: readonly Difference[]
}

/**
 * Each call is written down in three places: its own row, the settlement of its ask's reservation,
 * and its order's margin. All are changed by one statement, or by another that moves a call from one
 * side of a sum to the other, so at no moment may they differ.
 */
export function createBooks(db: Db) {
  return {
    /** Compares the books of up to `limit` orders behind `after`, in the order of their ids. */
    async compare(after: string, limit: number): Promise<ComparedBooks> {
      const { rows } = await sql<ComparedBooks>`
        ${sumsOf(after, limit)}
        select
          (select max(id) from page) as last,
          coalesce(
            (select jsonb_agg(to_jsonb(sums)) from sums where calls <> settled or calls <> margin),
            '[]'
          ) as differences`.execute(db)
      return rows[0] ?? { last: null, differences: [] }
    },

    /** What stands now takes the place of what was found before. */
    async found(differences: readonly Difference[]): Promise<void> {
      const rows = JSON.stringify(differences)
      await sql`
        with now_right as (
          delete from book_differences where order_id not in (
            select "order" from jsonb_to_recordset(${rows}::jsonb) as told ("order" text)
          )
        )
        insert into book_differences (order_id, calls, settled, margin)
        select "order", calls, settled, margin
        from jsonb_to_recordset(${rows}::jsonb)
          as told ("order" text, calls bigint, settled bigint, margin bigint)
        on conflict (order_id) do update set
          calls = excluded.calls, settled = excluded.settled, margin = excluded.margin`.execute(db)
    },

    /** Those that the last comparison found. */
    differences: (): Promise<Difference[]> =>
      db
        .selectFrom('book_differences')
        .select(['order_id as order', 'calls', 'settled', 'margin'])
        .orderBy('order_id')
        .execute(),
  }
}

/** A page of orders, and what each of their books comes to. */
const sumsOf = (after: string, limit: number) => sql`
  with page as (
    select id from orders where id > ${after} order by id limit ${limit}
  ), sums as (
    select
      id as "order",
      coalesce(past_calls_micros, 0)
        + (select coalesce(sum(cost_micros), 0)::bigint from attempts where order_id = page.id)
        as calls,
      coalesce(past_settled_micros, 0) + (
        select coalesce(sum(used_micros), 0)::bigint from reservations
        where order_id = page.id and state = 'settled'
      ) as settled,
      (
        select coalesce(sum(inference_micros), 0)::bigint from ledger_orders where order_id = page.id
      ) as margin
    from page left join margins on order_id = id
  )`

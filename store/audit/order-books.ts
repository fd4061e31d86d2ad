import { sql } from 'kysely'
import type { Db } from '../database/database.ts'

/** Micros that were spent on an order, as each book has it. */
export interface OrderBooks {
  readonly calls: number
  readonly settled: number
  readonly margin: number
  /** By its budget. */
  readonly counted: number
  /** Of that, by the judge's and by a shadow's. */
  readonly judged: number
  readonly shadowed: number
  /** Beyond what was held, as far as that is still written down; what was deleted counts in whole. */
  readonly excess: number
}

export async function booksOf(db: Db, ids: readonly string[]): Promise<Map<string, OrderBooks>> {
  const { rows } = await sql<OrderBooks & { order: string }>`
    select
      asked.id as "order",
      coalesce(past_calls_micros, 0) + calls.micros as calls,
      coalesce(past_settled_micros, 0) + settled.micros as settled,
      margin.micros as margin,
      budget.counted,
      budget.judged,
      budget.shadowed,
      coalesce(past_settled_micros, 0) + settled.excess as excess
    from unnest(${sql.val([...ids])}::text[]) as asked (id)
      left join margins on margins.order_id = asked.id,
      lateral (
        select
          coalesce(sum(used_micros), 0)::bigint as counted,
          coalesce(sum(used_micros) filter (where subject like 'judge %'), 0)::bigint as judged,
          coalesce(sum(used_micros) filter (where subject like 'shadow %'), 0)::bigint as shadowed
        from budgets where scope = 'order'
          and subject in (asked.id, 'judge ' || asked.id, 'shadow ' || asked.id)
      ) as budget,
      lateral (
        select coalesce(sum(inference_micros), 0)::bigint as micros
        from ledger_orders where order_id = asked.id
      ) as margin,
      lateral (
        select coalesce(sum(cost_micros), 0)::bigint as micros from attempts where order_id = asked.id
      ) as calls,
      lateral (
        select
          coalesce(sum(used_micros), 0)::bigint as micros,
          coalesce(sum(greatest(used_micros - held_micros, 0)), 0)::bigint as excess
        from reservations where order_id = asked.id and state = 'settled'
      ) as settled`.execute(db)
  return new Map(rows.map(({ order, ...books }) => [order, books]))
}

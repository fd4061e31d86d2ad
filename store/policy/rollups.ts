import { sql } from 'kysely'
import type { Db } from '../database/database.ts'

export function createRollups(db: Db) {
  return {
    /** Texts that were accepted, by the model that wrote them. */
    async written(): Promise<ReadonlyMap<string, number>> {
      const rows = await db
        .selectFrom('ledger_days')
        .select(['model', sql<number>`sum(accepted)::bigint`.as('texts')])
        .where('tier', '<>', 'judge')
        .where('operation', 'not like', '%.shadow')
        .groupBy('model')
        .execute()
      return new Map(rows.map(({ model, texts }) => [model, texts]))
    },

    /**
     * Counts up to `limit` calls into the sums of their day and of their order, once each, however
     * many do it at once: a call is marked and counted in one statement. The oldest come first.
     *
     * @returns how many were counted
     */
    async roll(limit: number): Promise<number> {
      const { rows } = await sql<{ n: number }>`
        with fresh as (
          update attempts set rolled = true where id in (
            select id from attempts where not rolled
            order by started_at limit ${limit} for no key update skip locked
          )
          returning *
        ), by_day as (
          insert into rollups
          select
            (started_at at time zone 'UTC')::date, operation, tier, endpoint, model,
            count(*), count(*) filter (where verdict = 'accepted'),
            count(*) filter (where tokens_estimated),
            sum(tokens_in), sum(tokens_out), sum(tokens_cached),
            sum(round(seconds * 1000)), sum(cost_micros)
          from fresh group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
          on conflict (day, operation, tier, endpoint, model) do update set
            calls = rollups.calls + excluded.calls,
            accepted = rollups.accepted + excluded.accepted,
            estimated = rollups.estimated + excluded.estimated,
            tokens_in = rollups.tokens_in + excluded.tokens_in,
            tokens_out = rollups.tokens_out + excluded.tokens_out,
            tokens_cached = rollups.tokens_cached + excluded.tokens_cached,
            milliseconds = rollups.milliseconds + excluded.milliseconds,
            cost_micros = rollups.cost_micros + excluded.cost_micros
        ), by_order as (
          insert into margins
          select order_id, count(*), sum(cost_micros) from fresh group by 1 order by 1
          on conflict (order_id) do update set
            calls = margins.calls + excluded.calls,
            inference_micros = margins.inference_micros + excluded.inference_micros
        )
        select count(*) as n from fresh`.execute(db)
      return rows[0]?.n ?? 0
    },
  }
}

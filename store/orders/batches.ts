import { type RawBuilder, sql } from 'kysely'
import {
  type Batch,
  type BatchAct,
  type BatchChange,
  type BatchGroup,
  type BatchItem,
  type BatchState,
  largestBatch,
} from '../../pack/batch.ts'
import type { Signed } from '../../pack/signed.ts'
import type { Db } from '../database/database.ts'

interface NewBatch extends Signed {
  readonly act: BatchAct
}

/** Acts on many orders, one after the other: what is to be done, and what came of it. */
export function createBatches(db: Db) {
  return {
    /** All orders that stand so now, the longest paid first. */
    async group(group: BatchGroup): Promise<string[]> {
      const { rows } = await sql<{ id: string }>`
        select id from orders where ${inGroup(group)} order by paid_at limit ${largestBatch}`.execute(
        db,
      )
      return rows.map(({ id }) => id)
    },

    /** @returns its number */
    make: ({ act, by, why }: NewBatch, orders: readonly string[]): Promise<number> =>
      db.transaction().execute(async (tx) => {
        const row = tx.insertInto('batches').values({ act, by_whom: by, why }).returning('id')
        const { id } = await row.executeTakeFirstOrThrow()
        await sql`insert into batch_items (batch_id, order_id)
          select ${id}::bigint, unnest(${sql.val(orders)}::text[])`.execute(tx)
        return id
      }),

    /** The newest first. */
    list: async (limit: number): Promise<Batch[]> =>
      (await batches(sql`true`, limit).execute(db)).rows,

    find: async (id: number): Promise<Batch | undefined> =>
      (await batches(sql`id = ${id}`, 1).execute(db)).rows[0],

    /** Who started, paused and cancelled it, as the record has it; the newest first. */
    changes: async (id: number): Promise<BatchChange[]> => (await changesOf(id).execute(db)).rows,

    /** Those that it did not apply to, then those that wait, then the last that were done. */
    items: async (id: number, limit: number): Promise<BatchItem[]> =>
      (await itemsOf(id, limit).execute(db)).rows,

    /** @returns false when it stands at none of these states any more */
    async change(
      id: number,
      from: readonly BatchState[],
      to: Partial<{ state: BatchState; by_whom: string }>,
    ): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('batches')
        .set(to)
        .where('id', '=', id)
        .where('state', 'in', from)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
  }
}

const inGroup = (group: BatchGroup) =>
  group === 'paid' || group === 'improving'
    ? sql`state = ${group}`
    : sql`jsonb_exists(attentions, ${group})`

const batches = (which: RawBuilder<unknown>, limit: number) => sql<Batch>`
  select of.id, act, state, by_whom as by, why, made_at as "madeAt",
    count(*)::int as items, count(*) filter (where ended_at is null)::int as open,
    count(*) filter (where is_refused)::int as refused, max(waits_for) as "waitsFor"
  from (select * from batches where ${which} order by id desc limit ${limit}) as of
  left join batch_items on batch_id = of.id
  group by of.id, act, state, by_whom, why, made_at order by of.id desc`

const changesOf = (id: number) => sql<BatchChange>`
  select at, by_whom as by, why, outcome as "to" from operator_actions
  where verb in ('batch-start', 'batch-pause', 'batch-cancel') and subject = ${String(id)}
    and outcome in ('running', 'paused', 'cancelled')
  order by id desc limit 20`

const itemsOf = (id: number, limit: number) => sql<BatchItem>`
  select order_id as order, ended_at as "endedAt", is_refused as "isRefused",
    coalesce(outcome, waits_for) as outcome
  from batch_items where batch_id = ${id}
  order by is_refused desc, ended_at desc nulls first, order_id limit ${limit}`

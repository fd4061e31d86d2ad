import { sql } from 'kysely'
import type { BatchAct } from '../../pack/batch.ts'
import type { Signed } from '../../pack/signed.ts'
import type { Db } from '../database/database.ts'
import { inSeconds, now } from '../database/time.ts'
import { kept } from '../database/values.ts'

/** Seconds for which a taken order belongs to its taker; a taker that died loses it then. */
const lease = 60

/** An order of a batch, for whoever does to it what is to be done. */
export interface TakenItem extends Signed {
  readonly act: BatchAct
  readonly batch: number
  readonly order: string
}

/** The orders of batches that run, one at a time for each who takes them. */
export function createBatchWork(db: Db) {
  return {
    /** Takes the next order of a batch that runs; undefined: none is due. */
    take: async (): Promise<TakenItem | undefined> => (await taken().execute(db)).rows[0],

    /** What came of it; with the last one the batch is done. */
    settle: ({ batch, order }: TakenItem, outcome: string, isRefused: boolean): Promise<void> =>
      db.transaction().execute(async (tx) => {
        // Of the two last orders, each would miss the other.
        await tx.selectFrom('batches').select('id').where('id', '=', batch).forUpdate().execute()
        await tx
          .updateTable('batch_items')
          .set({ ended_at: now, outcome: kept(outcome), is_refused: isRefused, waits_for: null })
          .where('batch_id', '=', batch)
          .where('order_id', '=', order)
          .execute()
        await endIfThrough(tx, batch)
      }),

    /** It cannot be done at the moment, and is tried again after so many seconds. */
    async postpone({ batch, order }: TakenItem, seconds: number, why: string): Promise<void> {
      await db
        .updateTable('batch_items')
        .set({ due_at: inSeconds(seconds), waits_for: kept(why) })
        .where('batch_id', '=', batch)
        .where('order_id', '=', order)
        .execute()
    },
  }
}

async function endIfThrough(tx: Db, batch: number): Promise<void> {
  await sql`
    update batches set state = 'done' where id = ${batch} and state in ('running', 'paused')
      and not exists (select from batch_items where batch_id = ${batch} and ended_at is null)`.execute(
    tx,
  )
}

const taken = () => sql<TakenItem>`
  update batch_items set due_at = ${inSeconds(lease)} from batches
  where batches.id = batch_id and (batch_id, order_id) = (
    select batch_id, order_id from batch_items join batches as running on running.id = batch_id
    where state = 'running' and ended_at is null and due_at <= now()
    order by due_at, batch_id, order_id limit 1 for update of batch_items skip locked
  )
  returning batch_id as batch, order_id as order, act, by_whom as by, why`

import { sql } from 'kysely'
import type { ErasureObstacle } from '../../pack/erasure.ts'
import type { Db } from '../database/database.ts'
import { inSeconds } from '../database/time.ts'
import { post } from '../mail/outbox.ts'
import { holdForErasure } from './erasable.ts'

/** Seconds for which a letter that says so may be under way before the order is erased without it. */
const patience = 3_600

/** Seconds for which whoever took a request has it. */
const lease = 300

/** Customers who want their order erased. */
export function createErasureRequests(db: Db) {
  return {
    /**
     * Notes the wish and the letter about it, both or neither; once, however often it is asked for.
     *
     * @returns what stands in the way; null: the order is erased as soon as the letter has gone and no dispute is open
     */
    ask: (order: string): Promise<ErasureObstacle | null> =>
      db.transaction().execute((tx) => ask(tx, order)),

    async isAsked(order: string): Promise<boolean> {
      const request = db.selectFrom('erasure_requests').select('order_id')
      return (await request.where('order_id', '=', order).executeTakeFirst()) !== undefined
    },

    /** It is claimed again after so many seconds. */
    async later(order: string, seconds: number): Promise<void> {
      const request = db.updateTable('erasure_requests').where('order_id', '=', order)
      await request.set({ due_at: inSeconds(seconds) }).execute()
    },

    /** Takes up to `limit` orders whose letter has gone, came to nothing, or takes too long. */
    async claim(limit: number): Promise<string[]> {
      const { rows } = await sql<{ id: string }>`
        update erasure_requests set due_at = ${inSeconds(lease)}
        where order_id in (
          select order_id from erasure_requests as request
          where due_at <= now() and (
            asked_at < now() - make_interval(secs => ${patience})
            or not exists (
              select from outbox
              where outbox.order_id = request.order_id and template = 'erased' and ended_at is null
            )
          )
          order by due_at limit ${limit} for update skip locked
        )
        returning order_id as id`.execute(db)
      return rows.map(({ id }) => id)
    },
  }
}

async function ask(tx: Db, order: string): Promise<ErasureObstacle | null> {
  const obstacle = await holdForErasure(tx, order)
  if (obstacle === 'erased') return null
  // Nobody should have to come back when the dispute is decided.
  if (obstacle !== null && obstacle !== 'contested') return obstacle
  await tx
    .insertInto('erasure_requests')
    .values({ order_id: order })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await post(tx, { order, template: 'erased', version: 1 })
  return null
}

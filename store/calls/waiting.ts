import { sql } from 'kysely'
import type { ModelTier, Tier } from '../../pack/order.ts'
import type { Reason } from '../../pack/reason.ts'
import type { Db } from '../database/database.ts'

export interface Recovery {
  /** Whose orders. */
  readonly tier: Tier
  /** Whose texts they wait for. */
  readonly model: ModelTier
  /** The only one whose texts they could not have; `''`: all. */
  readonly operation: string
  /** Those with a part that was last asked of the model before `at`, and failed for one of these. */
  readonly reasons: readonly Reason[]
  /** ISO 8601, UTC: when the models answered again. */
  readonly at: string
  /** Orders that may be at work for it at the same time. */
  readonly atOnce: number
}

/** Seconds after which an order that was woken counts as done, whatever became of it. */
const patience = 60

/** Orders that wait for their next round of tailoring. */
export function createWaiting(db: Db) {
  return {
    /**
     * Takes the next orders that wait for models that are back, longest paid first; each is taken
     * once, whoever asks. @returns their ids
     */
    async takeWaiting(recovery: Recovery): Promise<string[]> {
      const { tier, model, operation, reasons, at, atOnce } = recovery
      const { rows } = await sql<{ id: string }>`
        with busy as (
          select count(*) as n from orders
          where state = 'improving' and tier = ${tier}
            and woken_at > greatest(${at}::timestamptz, now() - make_interval(secs => ${patience}))
            and not exists (
              select from outcomes where order_id = id and recorded_at > woken_at
            )
        )
        update orders set woken_at = now() where id in (
          select id from orders
          where state = 'improving' and tier = ${tier} and next_update_by > now()
            and coalesce(woken_at, '-infinity') < ${at}
            and exists (
              select from (
                select distinct on (artefact, part) opened_at, reason from asks
                where order_id = orders.id and tier = ${model} and artefact not like '%-shadow'
                  and ${operation} in ('', pack || '.' || artefact)
                order by artefact, part, opened_at desc
              ) as last_asks
              where opened_at < ${at} and reason = any(${sql.val([...reasons])}::text[])
            )
          order by paid_at, id
          limit greatest(0, ${atOnce} - (select n from busy))
          for no key update skip locked
        )
        returning id`.execute(db)
      return rows.map(({ id }) => id)
    },

    /** It could not be told. */
    async giveBack(id: string): Promise<void> {
      await db.updateTable('orders').set({ woken_at: null }).where('id', '=', id).execute()
    },
  }
}

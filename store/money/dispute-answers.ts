import { sql } from 'kysely'
import type { Payment } from '../../pack/payment.ts'
import type { Db } from '../database/database.ts'
import { inSeconds, now } from '../database/time.ts'
import { kept } from '../database/values.ts'

export interface DisputeAnswer {
  /** `du_…`. */
  readonly dispute: string
  readonly order: string
  /** Tries so far, this one included. */
  readonly tries: number
  readonly approvedBy: string | null
}

/** Seconds for which a claimed answer belongs to its claimer; a claimer that died loses it then. */
const lease = 60

/** Notes the disputes of a payment that evidence is taken for; part of what keeps the payment. */
export async function noteDisputes(db: Db, order: string, { disputes }: Payment): Promise<void> {
  for (const { id, evidenceDueBy } of disputes) {
    if (evidenceDueBy === null) continue
    await db
      .insertInto('dispute_answers')
      .values({ dispute_id: id, order_id: order, due_by: evidenceDueBy })
      .onConflict((conflict) =>
        conflict.column('dispute_id').doUpdateSet({ due_by: evidenceDueBy }),
      )
      .execute()
  }
}

export function createDisputeAnswers(db: Db) {
  const one = (dispute: string) =>
    db.updateTable('dispute_answers').where('dispute_id', '=', dispute)

  return {
    /** Takes up to `limit` that are due, the most urgent first. */
    claim: (limit: number): Promise<DisputeAnswer[]> => claimDue(db, limit),

    /** Stripe has it; it is looked at again after so many seconds. */
    async staged(dispute: string, seconds: number): Promise<void> {
      const kept = { staged_at: now, due_at: inSeconds(seconds), tries: 0, last_error: null }
      await one(dispute).set(kept).execute()
    },

    /** Submitted, or decided without. */
    async ended(dispute: string): Promise<void> {
      await one(dispute).set({ ended_at: now, last_error: null }).execute()
    },

    async postpone(dispute: string, seconds: number, why: string): Promise<void> {
      await one(dispute)
        .set({ due_at: inSeconds(seconds), last_error: kept(why) })
        .execute()
    },

    /** Has the open ones of an order submitted at once. @returns their ids */
    async approve(order: string, by: string): Promise<string[]> {
      const rows = await db
        .updateTable('dispute_answers')
        .set({ approved_by: by, due_at: now })
        .where('order_id', '=', order)
        .where('ended_at', 'is', null)
        .returning('dispute_id')
        .execute()
      return rows.map(({ dispute_id }) => dispute_id)
    },
  }
}

function claimDue(db: Db, limit: number): Promise<DisputeAnswer[]> {
  return db
    .updateTable('dispute_answers')
    .set({ tries: sql<number>`tries + 1`, due_at: inSeconds(lease) })
    .where('dispute_id', 'in', (e) =>
      e
        .selectFrom('dispute_answers')
        .select('dispute_id')
        .where('ended_at', 'is', null)
        .where('due_at', '<=', now)
        .orderBy('due_by')
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['dispute_id as dispute', 'order_id as order', 'tries', 'approved_by as approvedBy'])
    .execute()
}

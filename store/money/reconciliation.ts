import { sql } from 'kysely'
import type { Db } from '../database/database.ts'
import { inSeconds, now } from '../database/time.ts'

/** Seconds for which a process that reconciles keeps the turn at most; one that died, too. */
const lease = 600

/** How far Stripe was held against the orders, and whose turn it is. */
export function createReconciliation(db: Db) {
  return {
    /**
     * Takes the turn where it is due, or at once where nobody has it.
     *
     * @returns up to when Stripe's lists are known; null: not due, or another process has it
     */
    async begin(atOnce: boolean): Promise<string | null> {
      const taken = await db
        .updateTable('reconciliation')
        .set({ under_way: true, due_at: inSeconds(lease) })
        .where((e) =>
          e.or([e('due_at', '<=', now), ...(atOnce ? [e('under_way', '=', false)] : [])]),
        )
        .returning('reconciled_until')
        .executeTakeFirst()
      return taken?.reconciled_until ?? null
    },

    /** Gives the turn back: the next is due after so many seconds. */
    async end(until: string, pause: number): Promise<void> {
      await db
        .updateTable('reconciliation')
        .set({
          reconciled_until: sql<string>`greatest(reconciled_until, ${until}::timestamptz)`,
          under_way: false,
          due_at: inSeconds(pause),
        })
        .execute()
    },

    /** @returns whether they are others than at the last time */
    async keepFaults(faults: readonly string[]): Promise<boolean> {
      const text = JSON.stringify(faults)
      const { numUpdatedRows } = await db
        .updateTable('reconciliation')
        .set({ endpoint_faults: text })
        .where(sql<boolean>`endpoint_faults <> ${text}::jsonb`)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },

    /** What an operator sees of it. */
    async standing(): Promise<{ age: number; faults: readonly string[] }> {
      const { age, faults } = await db
        .selectFrom('reconciliation')
        .select(['endpoint_faults as faults'])
        .select(sql<number>`extract(epoch from now() - reconciled_until)::float8`.as('age'))
        .executeTakeFirstOrThrow()
      return { age, faults }
    },
  }
}

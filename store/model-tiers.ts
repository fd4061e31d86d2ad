import { sql } from 'kysely'
import type { ModelTier } from '../pack/order.ts'
import type { Reason } from '../pack/reason.ts'
import type { Db } from './database.ts'

export interface TierState {
  readonly tier: ModelTier
  readonly state: 'up' | 'degraded'
  /** Why it is degraded; null when it is up. */
  readonly reason: Reason | null
  /** ISO 8601, UTC: of the last change of its state. */
  readonly since: string
}

interface Heard extends Pick<TierState, 'state' | 'reason'> {
  readonly failures: number
}

/** One call may fail on its own; so many in a row are the tier. */
const enough = 3

/** A tier's state, shared by all processes; the next answer of a model decides it anew. */
export function createModelTiers(db: Db) {
  const read = (tier: ModelTier, from: Db = db) =>
    from.selectFrom('model_tiers').selectAll().where('tier', '=', tier)

  return {
    /**
     * One call of the tier has ended: with an answer (null), or with a failure that is ours.
     *
     * @returns the tier's new state when this call changed it, else null
     */
    async heard(tier: ModelTier, reason: Reason | null): Promise<TierState | null> {
      const seen = await read(tier).executeTakeFirst()
      if (seen && isSame(seen, after(seen, reason))) return null
      return db.transaction().execute(async (all) => {
        const first = { tier, state: 'up' as const, reason: null, failures: 0 }
        await all
          .insertInto('model_tiers')
          .values(first)
          .onConflict((conflict) => conflict.doNothing())
          .execute()
        const before = await read(tier, all).forUpdate().executeTakeFirstOrThrow()
        const next = after(before, reason)
        const changed = next.state !== before.state
        const { since } = await all
          .updateTable('model_tiers')
          .set({ ...next, ...(changed && { since: sql<string>`now()` }) })
          .where('tier', '=', tier)
          .returning('since')
          .executeTakeFirstOrThrow()
        return changed ? { tier, state: next.state, reason: next.reason, since } : null
      })
    },

    /** Of the tiers that were ever asked. */
    async all(): Promise<TierState[]> {
      const columns = ['tier', 'state', 'reason', 'since'] as const
      return db.selectFrom('model_tiers').select(columns).orderBy('tier').execute()
    },
  }
}

function after({ failures }: Heard, reason: Reason | null): Heard {
  if (reason === null) return { state: 'up', reason: null, failures: 0 }
  const inRow = Math.min(failures + 1, enough)
  return inRow < enough
    ? { state: 'up', reason: null, failures: inRow }
    : { state: 'degraded', reason, failures: inRow }
}

/** A degraded tier may give another reason with every call; the first stands. */
function isSame(one: Heard, other: Heard): boolean {
  return one.state === other.state && one.failures === other.failures
}

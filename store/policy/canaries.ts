import type { Canary, CanaryEnd, CanaryTallies } from '../../pack/canary.ts'
import type { Db } from '../database/database.ts'
import { now } from '../database/time.ts'
import { talliesOf } from './canary-tallies.ts'
import { createSettingStore, type SettingChange } from './settings.ts'

/** One that is over. */
export interface EndedCanary extends Canary {
  readonly endedAt: string | null
  readonly ending: CanaryEnd | null
  readonly endedBy: string | null
  readonly reason: string | null
}

const columns = [
  'id',
  'kind',
  'name',
  'operation',
  'tier',
  'share',
  'is_shadow as isShadow',
  'started_at as startedAt',
  'by_whom as by',
  'why',
] as const

export function createCanaries(db: Db) {
  return {
    /** Undefined: none is under way. */
    running: (): Promise<Canary | undefined> =>
      db.selectFrom('canaries').select(columns).where('ended_at', 'is', null).executeTakeFirst(),

    /** The newest first. */
    past: (limit: number): Promise<EndedCanary[]> =>
      db
        .selectFrom('canaries')
        .select([...columns, 'ended_at as endedAt', 'ending', 'ended_by as endedBy', 'reason'])
        .orderBy('id', 'desc')
        .limit(limit)
        .execute(),

    /** With the setting by which its orders get it. @returns false when another is under way */
    start: (canary: Omit<Canary, 'id' | 'startedAt'>, change: SettingChange): Promise<boolean> =>
      db.transaction().execute(async (tx) => {
        const { isShadow, by, ...rest } = canary
        const { numInsertedOrUpdatedRows } = await tx
          .insertInto('canaries')
          .values({ ...rest, is_shadow: isShadow, by_whom: by })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
        if (numInsertedOrUpdatedRows === 0n) return false
        await createSettingStore(tx).change(change)
        return true
      }),

    /** With the settings that follow. @returns false when it was ended before */
    end: (id: number, ended: Ended, changes: readonly SettingChange[]): Promise<boolean> =>
      db.transaction().execute(async (tx) => {
        const { numUpdatedRows } = await tx
          .updateTable('canaries')
          .set({ ended_at: now, ending: ended.ending, ended_by: ended.by, reason: ended.reason })
          .where('id', '=', id)
          .where('ended_at', 'is', null)
          .executeTakeFirst()
        if (numUpdatedRows === 0n) return false
        for (const change of changes) await createSettingStore(tx).change(change)
        return true
      }),

    tallies: (canary: Canary): Promise<CanaryTallies> => talliesOf(db, canary),
  }
}

interface Ended {
  readonly ending: CanaryEnd
  readonly by: string
  readonly reason: string
}

import { sql } from 'kysely'
import type { SettingScope } from '../../pack/setting-scope.ts'
import type { Db } from '../database/database.ts'

/** Who changed which setting to what, and why. */
export interface SettingChange extends SettingScope {
  readonly by: string
  readonly why: string
  readonly key: string
  /** Null: what holds without a setting. */
  readonly value: unknown
  /** ISO 8601, UTC; null: until it is changed. */
  readonly until: string | null
}

export interface RecordedChange extends SettingChange {
  /** ISO 8601, UTC. */
  readonly at: string
}

const columns = [
  'at',
  'by_whom as by',
  'why',
  'key',
  'operation',
  'risk',
  'tier',
  'share',
  'value',
  'until',
] as const

export function createSettingStore(db: Db) {
  return {
    /**
     * What is set: of each key and scope the newest change that has not run out, so that what was
     * set before comes back when it does.
     */
    async standing(): Promise<RecordedChange[]> {
      // Another share of the orders is another value for the same scope, not a second one.
      const scope = sql`key, operation, risk, tier, share is null`
      return db
        .with('newest', (from) =>
          from
            .selectFrom('setting_changes')
            .selectAll()
            .distinctOn(scope)
            .where(sql<boolean>`(until is null or until > now())`)
            .orderBy(sql`${scope}, id desc`),
        )
        .selectFrom('newest')
        .select(columns)
        .where('value', 'is not', null)
        .orderBy(sql`${scope}`)
        .execute()
    },

    async change({ by, value, ...change }: SettingChange): Promise<void> {
      await db
        .insertInto('setting_changes')
        .values({ ...change, by_whom: by, value: value === null ? null : JSON.stringify(value) })
        .execute()
    },

    /** The newest first. @param key null: of all */
    async history(key: string | null, limit: number): Promise<RecordedChange[]> {
      return db
        .selectFrom('setting_changes')
        .select(columns)
        .$if(key !== null, (all) => all.where('key', '=', key))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute()
    },
  }
}

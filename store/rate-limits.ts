import { CompiledQuery, sql } from 'kysely'
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import type { Database, Db } from './database/database.ts'
import { deleteOlder } from './database/delete-older.ts'

/** So many in so many seconds, of each key. */
export interface RateLimit {
  readonly name: string
  readonly most: number
  readonly seconds: number
}

/** Counts one. @returns seconds to wait when it is one too many, else 0 */
export type CountOne = (key: string) => Promise<number>

/**
 * Counts what comes from whom: for all processes of a database, and of one by itself in memory. Networks and people
 * are known by keyed hashes, so that nobody finds an address by trying many; a new `DATA_KEY` counts anew.
 */
export function createRateLimits({ db, kind, vault }: Pick<Database, 'db' | 'kind' | 'vault'>) {
  const query = ({ text, values }: { text: string; values: unknown[] }) =>
    db.executeQuery(CompiledQuery.raw(text, values))

  return ({ name, most, seconds }: RateLimit): CountOne => {
    const options = { keyPrefix: name, points: most, duration: seconds }
    const memory = new RateLimiterMemory(options)
    const shared = () =>
      new RateLimiterPostgres({
        ...options,
        storeClient: { query },
        storeType: 'client',
        tableName: 'rate_limits',
        tableCreated: true,
        // Who is one too many is told so without another statement.
        inMemoryBlockOnConsumed: most,
        // `upkeep` does.
        clearExpiredByTimeout: false,
        // A database that is away is told by what needs it, not by what counts.
        insuranceLimiter: memory,
      })
    const limiter = kind === 'postgresql' ? shared() : memory
    return async (key) => {
      try {
        await limiter.consume(vault.fingerprints(`limit ${key}`)[0])
        return 0
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal
        return Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000))
      }
    }
  }
}

export function createPastLimits(db: Db) {
  return {
    /** Deletes up to `limit` counts whose time is over. @returns how many */
    clear: (limit: number): Promise<number> =>
      deleteOlder(db, {
        table: 'rate_limits',
        time: 'expire',
        before: sql<string>`extract(epoch from now()) * 1000`,
        limit,
      }),
  }
}

import { createHash } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import type { Database } from './database/database.ts'

/** So many in so many seconds, of each key. */
export interface RateLimit {
  readonly name: string
  readonly most: number
  readonly seconds: number
}

/** Counts one. @returns seconds to wait when it is one too many, else 0 */
export type CountOne = (key: string) => Promise<number>

/** Counts what comes from whom: for all processes of a database, and of one by itself in memory. */
export function createRateLimits({ db, kind }: Pick<Database, 'db' | 'kind'>) {
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
        // A database that is away is told by what needs it, not by what counts.
        insuranceLimiter: memory,
      })
    const limiter = kind === 'postgresql' ? shared() : memory
    return async (key) => {
      try {
        await limiter.consume(hashOf(key))
        return 0
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal
        return Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000))
      }
    }
  }
}

/** Keys are addresses of networks and people. */
function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url')
}

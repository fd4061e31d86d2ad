import type { SaidCall } from '../../pack/attempt.ts'
import type { EndpointTier, ModelTier } from '../../pack/order.ts'
import type { PartKey } from '../../pack/outcome.ts'
import type { Db } from '../database/database.ts'
import { deleteOlder } from '../database/delete-older.ts'
import { daysAgo } from '../database/time.ts'
import { rowsFor } from '../rows.ts'
import type { Sealed } from '../sealing.ts'

/** A call as it was recorded, and what was said in it, still sealed. */
export interface KeptCall {
  readonly order: string
  readonly artefact: string
  readonly part: string
  readonly round: number
  readonly revision: number
  readonly tier: EndpointTier
  readonly endpoint: string
  readonly model: string
  readonly verdict: string
  /** ISO 8601, UTC. */
  readonly startedAt: string
  /** Null: it was deleted, or never kept. */
  readonly sealed: Uint8Array | null
  /** The order's key, wrapped; null: it was deleted. */
  readonly wrapped: Uint8Array | null
}

/** What was said, still sealed; null: it was deleted, or its key was. */
export interface WrittenCall {
  readonly attempt: string
  readonly sealed: Uint8Array | null
  readonly wrapped: Uint8Array | null
}

const columns = ['attempt_id', 'order_id', 'at', 'sealed'] as const

/**
 * Of calls that were made for the order, of which there may be none.
 *
 * @param wrapped the order's key
 */
export function logged(
  { db, vault }: Sealed,
  order: string,
  wrapped: Uint8Array,
  calls: readonly SaidCall[],
) {
  const rows = calls.map(({ attempt, at, said }) => {
    const hex = Buffer.from(vault.close(order, wrapped, attempt, said)).toString('hex')
    return { attempt_id: attempt, order_id: order, at, sealed: `\\x${hex}` }
  })
  return db
    .insertInto('call_log')
    .columns(columns)
    .expression(rowsFor('call_log', columns, rows))
    .onConflict((conflict) => conflict.doNothing())
}

export function createCallLog(db: Db) {
  return {
    /** @returns undefined when no call has this number */
    find: (attempt: string): Promise<KeptCall | undefined> =>
      db
        .selectFrom('attempts')
        .leftJoin('call_log', 'attempt_id', 'id')
        .leftJoin('order_keys', 'order_keys.order_id', 'attempts.order_id')
        .select([
          'attempts.order_id as order',
          'artefact',
          'part',
          'round',
          'revision',
          'tier',
          'endpoint',
          'model',
          'verdict',
          'started_at as startedAt',
          'sealed',
          'wrapped',
        ])
        .where('id', '=', attempt)
        .executeTakeFirst(),

    /** The newest call whose answer became the text. @returns undefined when there is none */
    writing: (
      { order, artefact, part, revision = 1, round }: PartKey,
      tier: ModelTier,
    ): Promise<WrittenCall | undefined> =>
      db
        .selectFrom('attempts')
        .leftJoin('call_log', 'attempt_id', 'id')
        .leftJoin('order_keys', 'order_keys.order_id', 'attempts.order_id')
        .select(['id as attempt', 'sealed', 'wrapped'])
        .where('attempts.order_id', '=', order)
        .where('artefact', '=', artefact)
        .where('part', '=', part)
        .where('revision', '=', revision)
        .where('round', '=', round)
        .where('tier', '=', tier)
        .where('verdict', '=', 'accepted')
        .orderBy('started_at', 'desc')
        .limit(1)
        .executeTakeFirst(),

    /** Deletes up to `limit` of those that are so many days old. @returns how many */
    clear: (days: number, limit: number): Promise<number> =>
      deleteOlder(db, { table: 'call_log', time: 'at', before: daysAgo(days), limit }),
  }
}

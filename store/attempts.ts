import { sql } from 'kysely'
import type { Attempt } from '../pack/attempt.ts'
import type { PartKey } from '../pack/outcome.ts'
import type { Db } from './database.ts'

/** Rows of the ledger, of which there may be none; one that is told again stays as it is. */
export function noted(db: Db, key: PartKey, attempts: readonly Attempt[]) {
  const rows = JSON.stringify(attempts.map((attempt) => rowOf(key, attempt)))
  return db
    .insertInto('attempts')
    .expression(sql`select * from jsonb_populate_recordset(null::attempts, ${rows})`)
    .onConflict((conflict) => conflict.column('id').doNothing())
}

/** Keys are the table's columns. */
function rowOf({ order, artefact, part, round }: PartKey, attempt: Attempt) {
  const { tokens, promptVersion, startedAt, ...rest } = attempt
  return {
    ...rest,
    order_id: order,
    artefact,
    part,
    round,
    prompt_version: promptVersion,
    tokens_in: tokens.in,
    tokens_out: tokens.out,
    tokens_cached: tokens.cached,
    started_at: startedAt,
  }
}

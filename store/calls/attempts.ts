import type { AskRecord, Attempt } from '../../pack/attempt.ts'
import type { PartKey } from '../../pack/outcome.ts'
import type { Db } from '../database/database.ts'
import { rowsFor } from '../rows.ts'

/** Rows of the ledger, of which there may be none; one that is told again stays as it is. */
export function noted(db: Db, key: PartKey, ask: AskRecord, attempts: readonly Attempt[]) {
  const rows = attempts.map((attempt) => rowOf(key, ask, attempt))
  return db
    .insertInto('attempts')
    .columns(columns)
    .expression(rowsFor('attempts', columns, rows))
    .onConflict((conflict) => conflict.column('id').doNothing())
}

const columns = [
  'id',
  'ask_id',
  'order_id',
  'artefact',
  'part',
  'round',
  'turn',
  'operation',
  'risk',
  'tier',
  'endpoint',
  'infrastructure',
  'model',
  'prompt_version',
  'verdict',
  'finish',
  'symptom',
  'tokens_in',
  'tokens_out',
  'tokens_cached',
  'tokens_estimated',
  'started_at',
  'seconds',
  'first_token_seconds',
  'queue_seconds',
  'cost_micros',
  'cohort',
  'rolled',
  'revision',
  'found_by',
] as const

function rowOf(
  { order, artefact, part, round, revision = 1 }: PartKey,
  ask: AskRecord,
  attempt: Attempt,
): Record<(typeof columns)[number], unknown> {
  const {
    tokens,
    promptVersion,
    startedAt,
    firstTokenSeconds,
    queueSeconds,
    costMicros,
    foundBy,
    ...rest
  } = attempt
  return {
    ...rest,
    ask_id: ask.id,
    order_id: order,
    artefact,
    part,
    round,
    prompt_version: promptVersion,
    tokens_in: tokens.in,
    tokens_out: tokens.out,
    tokens_cached: tokens.cached,
    tokens_estimated: tokens.estimated,
    started_at: startedAt,
    first_token_seconds: firstTokenSeconds,
    queue_seconds: queueSeconds,
    cost_micros: costMicros,
    rolled: false,
    revision,
    found_by: foundBy ?? null,
  }
}

/** The row of the ask itself; told again, it stays as it is. */
export function asked(db: Db, { order, artefact, part, round }: PartKey, ask: AskRecord) {
  const { outcome } = ask
  const none = outcome?.source === 'none' ? outcome : null
  return db
    .insertInto('asks')
    .values({
      id: ask.id,
      order_id: order,
      artefact,
      part,
      round,
      tier: ask.tier,
      opened_at: ask.openedAt,
      seconds: ask.seconds,
      queue_seconds: ask.queueSeconds,
      source: outcome?.source ?? 'given-up',
      reason: none?.reason ?? null,
      scope: none?.scope ?? null,
      next_tier: none?.next ?? null,
      passed_over: JSON.stringify(ask.passedOver),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
}

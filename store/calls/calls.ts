import { sql } from 'kysely'
import type { Closing } from '../../pack/attempt.ts'
import type { Breaker } from '../../pack/breaker.ts'
import type { ModelTier } from '../../pack/order.ts'
import type { Outcome, PartKey, Written } from '../../pack/outcome.ts'
import type { Reusable, ReuseClaim } from '../../pack/reuse.ts'
import type { Db } from '../database/database.ts'
import { standingKey } from '../orders/order-keys.ts'
import { entitled } from '../orders/orders.ts'
import { breakersOf } from '../policy/breakers.ts'
import { settled } from '../policy/budgets.ts'
import { asked, noted } from './attempts.ts'
import { logged } from './call-log.ts'
import { answered, recalled, recorded } from './outcomes.ts'
import { claimed, ended, fresh } from './reusable-texts.ts'

interface Opening {
  /** Is the pack the customer's, now, and are its answers as they were? */
  readonly isEntitled: boolean
  readonly recorded: Outcome | null
  /** The order's, wrapped. */
  readonly orderKey: Uint8Array | null
  /** Of the tier. */
  readonly breakers: readonly Breaker[]
  readonly reusable: Reusable
}

interface Row extends Omit<Opening, 'reusable'> {
  readonly text: Written | null
  readonly isOurs: boolean
}

/** A text from answers that were corrected since would be of no use. */
function mayBeWritten(db: Db, { order, revision = 1 }: PartKey) {
  return entitled(db, order).where('revision', '=', revision)
}

/**
 * The first and the last round trip of a model call, one statement each. What a family of tables
 * has to say in them lies in its own file.
 */
export function createCalls(db: Db) {
  return {
    /**
     * Takes the claim, unless there is an answer, a text or a claim already. For an order whose
     * pack is not the customer's, or whose answers were corrected since, nothing is changed.
     *
     * @param freshKey becomes the order's key where it has none yet
     */
    async open(
      key: PartKey,
      tier: ModelTier,
      freshKey: Uint8Array,
      claim: ReuseClaim | null = null,
    ): Promise<Opening> {
      const isEntitled = sql<boolean>`exists (select from entitled)`
      const isNew = sql<boolean>`${isEntitled} and not exists (${answered(db, key, tier)})`
      const { stands, made } = standingKey(key.order, freshKey, isEntitled)
      const { rows } = await sql<Row>`
        with entitled as (${mayBeWritten(db, key)}),
          made as (${made}), claimed as (${claimed(db, claim, isNew)})
        select
          ${isEntitled} as "isEntitled",
          (${answered(db, key, tier)}) as recorded,
          coalesce((${stands}), (select wrapped from made)) as "orderKey",
          ${breakersOf(tier)} as breakers,
          (${fresh(db, claim?.hash ?? '')}) as text,
          exists (select from claimed) as "isOurs"`.execute(db)
      const [row] = rows
      if (row === undefined) throw new Error('A statement without a row where one always is.')
      const { text, isOurs, ...opening } = row
      const others = claim === null ? 'nobody' : 'other'
      return { ...opening, reusable: { text, writer: isOurs ? 'this' : others } }
    },

    /** @returns the outcome that stands, if any */
    async close(key: PartKey, closing: Closing): Promise<Outcome | null> {
      const { outcome, ask, attempts, log, settlement, reuse } = closing
      const told = db
        // Named in the statement below, or it would not be run; all take its locks before others.
        .with('settled', (e) => e.selectNoFrom(settled(settlement).as('done')))
        .with('tried', () => noted(db, key, ask, attempts))
        .with('asked', () => asked(db, key, ask))
        .with('logged', () => logged(db, key.order, log))
        .with('reusable', () => ended(db, reuse))
      if (outcome === null) {
        await told.selectFrom('settled').select('done').execute()
        return null
      }
      const written = await told
        .with('written', () => recorded(db, key, outcome))
        .selectFrom('settled')
        .leftJoin('written', (join) => join.onTrue())
        .select('outcome')
        .executeTakeFirst()
      return written?.outcome ?? (await recalled(db, key))
    },
  }
}

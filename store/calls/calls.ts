import { sql } from 'kysely'
import type { Closing } from '../../pack/attempt.ts'
import type { Breaker } from '../../pack/breaker.ts'
import type { EndpointTier } from '../../pack/order.ts'
import type { Outcome, PartKey } from '../../pack/outcome.ts'
import type { Reusable, ReuseClaim } from '../../pack/reuse.ts'
import type { Db } from '../database/database.ts'
import { entitled } from '../orders/orders.ts'
import { breakersOf } from '../policy/breakers.ts'
import { settled } from '../policy/budgets.ts'
import { keyOf, type Sealed } from '../sealing.ts'
import type { Vault } from '../vault.ts'
import { asked, noted } from './attempts.ts'
import { logged } from './call-log.ts'
import { answered, type KeptOutcome, opened, recalled, recorded } from './outcomes.ts'
import { claimed, ended, fresh, openedText } from './reusable-texts.ts'

interface Opening {
  /** Is the pack the customer's, now, and are its answers as they were? */
  readonly isEntitled: boolean
  readonly recorded: Outcome | null
  /** The order's, wrapped; null: it was destroyed. */
  readonly orderKey: Uint8Array | null
  /** Of the tier. */
  readonly breakers: readonly Breaker[]
  readonly reusable: Reusable
}

interface Row extends Omit<Opening, 'reusable' | 'recorded'>, Omit<KeptOutcome, 'outcome'> {
  readonly outcome: KeptOutcome['outcome'] | null
  /** Of the outcome. */
  readonly round: number
  readonly text: Uint8Array | null
  readonly isOurs: boolean
}

function openingOf(vault: Vault, key: PartKey, claim: ReuseClaim | null, row: Row): Opening {
  const { isEntitled, orderKey, breakers, isOurs, outcome, ...kept } = row
  const others = claim === null ? 'nobody' : 'other'
  const text = openedText(vault, claim?.hash ?? '', row.text)
  return {
    isEntitled,
    recorded: outcome && opened(vault, { ...key, round: kept.round }, { ...kept, outcome }),
    orderKey,
    breakers,
    reusable: { text, writer: isOurs ? 'this' : others },
  }
}

/** A text from answers that were corrected since would be of no use. */
function mayBeWritten(db: Db, { order, revision = 1 }: PartKey) {
  return entitled(db, order).where('revision', '=', revision)
}

/**
 * The first and the last round trip of a model call, one statement each. What a family of tables
 * has to say in them lies in its own file.
 */
export function createCalls({ db, vault }: Sealed) {
  return {
    /**
     * Takes the claim, unless there is an answer, a text or a claim already. For an order whose
     * pack is not the customer's, or whose answers were corrected since, nothing is changed.
     */
    async open(
      key: PartKey,
      tier: EndpointTier,
      claim: ReuseClaim | null = null,
    ): Promise<Opening> {
      const isEntitled = sql<boolean>`exists (select from entitled)`
      const isNew = sql<boolean>`${isEntitled} and not exists (select from answered)`
      const { rows } = await sql<Row>`
        with entitled as (${mayBeWritten(db, key)}),
          answered as (${answered(db, key, tier)}), claimed as (${claimed(db, claim, isNew)})
        select
          ${isEntitled} as "isEntitled",
          (select wrapped from order_keys where order_id = ${key.order}) as "orderKey",
          ${breakersOf(tier)} as breakers,
          (${fresh(db, claim?.hash ?? '')}) as text,
          exists (select from claimed) as "isOurs",
          answered.*
        from (select) as always left join answered on true`.execute(db)
      const [row] = rows
      if (row === undefined) throw new Error('A statement without a row where one always is.')
      return openingOf(vault, key, claim, row)
    },

    /** @returns the outcome that stands, if any */
    async close(key: PartKey, closing: Closing): Promise<Outcome | null> {
      const { outcome, ask, attempts, log, settlement, reuse } = closing
      const orderKey = closing.orderKey ?? (await keyOf(db, key.order))
      const told = db
        // Named in the statement below, or it would not be run; all take its locks before others.
        .with('settled', (e) => e.selectNoFrom(settled(settlement).as('done')))
        .with('tried', () => noted(db, key, ask, attempts))
        .with('asked', () => asked(db, key, ask))
        .with('logged', () => logged({ db, vault }, key.order, orderKey, log))
        .with('reusable', () => ended({ db, vault }, reuse))
      if (outcome === null) {
        await told.selectFrom('settled').select('done').execute()
        return null
      }
      const written = await told
        .with('written', () => recorded({ db, vault }, key, outcome, orderKey))
        .selectFrom('settled')
        .leftJoin('written', (join) => join.onTrue())
        .select(['outcome', 'content', 'wrapped'])
        .executeTakeFirst()
      const { outcome: first, content, wrapped } = written ?? {}
      if (!first) return recalled({ db, vault }, key)
      return opened(vault, key, { outcome: first, content: content!, wrapped: wrapped ?? null })
    },
  }
}

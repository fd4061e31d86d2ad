import { sql } from 'kysely'
import type { ModelTier } from '../../pack/order.ts'
import type { Outcome } from '../../pack/outcome.ts'
import type { Db } from '../database/database.ts'

/** One call of a model, by its number, which `npm run replay` takes. */
export interface TriedCall {
  readonly id: string
  readonly endpoint: string
  readonly model: string
  readonly verdict: string
  /** What the wire was read as, where that says more than the verdict. */
  readonly symptom: string | null
  readonly seconds: number
}

/** One ask of a tier's models for a part, whatever it came to. */
export interface TriedStep {
  /** ISO 8601. */
  readonly at: string
  readonly round: number
  readonly tier: ModelTier
  /** `model`, `cache`, `none`; or `given-up` by the caller. */
  readonly source: string
  readonly reason: string | null
  readonly scope: string | null
  readonly passedOver: readonly { readonly endpoint: string; readonly reason: string }[]
  readonly calls: readonly TriedCall[]
}

type WithoutContent<T> = T extends unknown ? Omit<T, 'content'> : never

/** Why a text is as it is, and what was tried for it, the oldest first. */
export interface Why {
  readonly artefact: string
  readonly part: string
  /** Of the answers as they stand: the text that counts, or the newest failure; null: nothing yet. */
  readonly standing: WithoutContent<Outcome> | null
  readonly tried: readonly TriedStep[]
}

/** @param artefact `''`: all of the order's */
export async function why(db: Db, order: string, artefact: string): Promise<Why[]> {
  const { rows } = await sql<Why>`
    select
      artefact, part,
      (
        select outcome from outcomes
        where order_id = ${order} and artefact = parts.artefact and part = parts.part
          and revision = (select revision from orders where id = ${order})
        order by
          outcome ->> 'source' <> 'none' desc,
          coalesce(outcome ->> 'look', 'watched') = 'watched' desc,
          outcome ->> 'tier' = '32b' desc nulls last, outcome ? 'reviewed' desc, round desc
        limit 1
      ) as standing,
      coalesce((
        select jsonb_agg(jsonb_build_object(
          'at', opened_at, 'round', round, 'tier', tier, 'source', source, 'reason', reason,
          'scope', scope, 'passedOver', passed_over, 'calls', (${callsOfAsk})
        ) order by opened_at)
        from asks
        where order_id = ${order} and artefact = parts.artefact and part = parts.part
      ), '[]') as tried
    from (
      select artefact, part from outcomes where order_id = ${order}
      union select artefact, part from asks where order_id = ${order}
    ) as parts
    where ${artefact} in ('', artefact) and artefact not like '%-shadow'
    order by artefact, part`.execute(db)
  return rows
}

const callsOfAsk = sql`
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', id, 'endpoint', endpoint, 'model', model, 'verdict', verdict, 'symptom', symptom,
    'seconds', seconds
  ) order by turn), '[]')
  from attempts where attempts.order_id = asks.order_id and ask_id = asks.id`

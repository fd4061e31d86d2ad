import { sql } from 'kysely'
import { type AttentionKind, attentions } from '../../pack/order.ts'
import type { Db } from '../database/database.ts'
import { storable } from '../database/values.ts'

/** The set of attentions with this one, for a sentence on why. */
export function raised(kind: AttentionKind, why: string) {
  return sql<string>`attentions || ${JSON.stringify({ [kind]: storable(why) })}::jsonb`
}

/** The set of attentions without this one. */
export function settled(kind: AttentionKind) {
  return sql<string>`attentions - ${kind}::text`
}

export function createAttentions(db: Db) {
  return {
    /** How many orders ask for a person, by what for; each kind is named. */
    async countAttentions(): Promise<ReadonlyMap<AttentionKind, number>> {
      const { rows } = await sql<{ kind: AttentionKind; n: number }>`
        select kind, count(*) as n from orders, jsonb_object_keys(attentions) as kind
        where attentions <> '{}' group by kind`.execute(db)
      const found = new Map(rows.map(({ kind, n }) => [kind, n]))
      return new Map(attentions.map((kind) => [kind, found.get(kind) ?? 0]))
    },
  }
}

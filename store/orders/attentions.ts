import { sql } from 'kysely'
import type { AttentionKind } from '../../pack/order.ts'
import { storable } from '../database/values.ts'

/** The set of attentions with this one, for a sentence on why. */
export function raised(kind: AttentionKind, why: string) {
  return sql<string>`attentions || ${JSON.stringify({ [kind]: storable(why) })}::jsonb`
}

/** The set of attentions without this one. */
export function settled(kind: AttentionKind) {
  return sql<string>`attentions - ${kind}::text`
}

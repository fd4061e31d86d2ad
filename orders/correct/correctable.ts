import { packOf } from '../../catalogue/catalogue.ts'
import { mostCorrections, revisionOf } from '../../pack/correction.ts'
import { isEntitled } from '../../pack/order.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import { mayTailor } from '../entitled-order.ts'

/** Why the answers of an order cannot be corrected, or not any more. */
export type Closed = 'unpaid' | 'revoked' | 'contested' | 'over' | 'used-up' | 'unknown-pack'

export type Correctable =
  | { readonly closed: Closed }
  | {
      readonly closed: null
      /** ISO 8601, UTC. */
      readonly until: string
      /** Corrections that are left. */
      readonly left: number
    }

/** @param window milliseconds after payment in which answers may be corrected */
export function correctable(order: StoredOrder, window: number, now: Date): Correctable {
  const { state, paidAt } = order
  if (state === 'revoked') return { closed: 'revoked' }
  if (!isEntitled(state) || paidAt === null) return { closed: 'unpaid' }
  // Nothing more is spent on it, so what lost its text would not get another.
  if (!mayTailor(order)) return { closed: 'contested' }
  if (packOf(order.pack) === undefined) return { closed: 'unknown-pack' }
  const until = new Date(Date.parse(paidAt) + window)
  if (now >= until) return { closed: 'over' }
  const left = 1 + mostCorrections - revisionOf(order)
  return left > 0 ? { closed: null, until: until.toISOString(), left } : { closed: 'used-up' }
}

import { type OrderState } from './order.ts'
import { isOpen, lostRefunds } from './payment.ts'
import type { StoredOrder } from './stored-order.ts'

/** By whose wish an order is erased. */
export type ErasureWish = 'customer' | 'operator' | 'retention'

/** That an order was erased. Times are ISO 8601, UTC. */
export interface Erasure {
  readonly order: string
  readonly askedBy: ErasureWish
  /** Of the `DATA_KEY` by which the order's key was wrapped; `''`: that was lost before, as by a restore. */
  readonly keyId: string
  readonly erasedAt: string
  /** Until when copies of the key may lie in backups. */
  readonly backupsUntil: string
  /** Null: they are still being removed. */
  readonly filesGoneAt: string | null
}

/** Why an order cannot be erased as it stands. */
export type ErasureObstacle =
  | 'awaiting-payment'
  | 'payment-pending'
  | 'undelivered'
  | 'contested'
  | 'owed'

const whileUnpaid: Readonly<Partial<Record<OrderState, ErasureObstacle>>> = {
  'awaiting-payment': 'awaiting-payment',
  'payment-pending': 'payment-pending',
  paid: 'undelivered',
}

/**
 * Money that may still come needs an order to come to, a contested payment its evidence, and a refund that
 * came back an address. Null: nothing stands in the way.
 */
export function obstacleTo({
  state,
  payment,
}: Pick<StoredOrder, 'state' | 'payment'>): ErasureObstacle | null {
  if (payment !== null && payment.disputes.some(isOpen)) return 'contested'
  if (payment !== null && lostRefunds(payment).length > 0) return 'owed'
  return whileUnpaid[state] ?? null
}

/** What goes, in the customer's words. */
export const erasedThings: readonly string[] = [
  'your e-mail address',
  'your answers, also as they were before you corrected them',
  'your pack in every version, and the texts that were written for it, also as they were before a person of ours changed them',
  'what a language model was told for it, and what it answered',
  'to which networks the pack was downloaded',
]

/** What stays. */
export const keptThings: readonly string[] = [
  'the number of the order, its pack, price and currency',
  'when you agreed to which terms, and when you paid how much',
  'the numbers by which Stripe knows the payment, and its refunds and disputes',
  'when which letters went, and when which version was made and downloaded, with the fingerprint of its file',
  'what the order’s texts cost us, who of ours read them and when, and what we did for it by hand, also as one of many orders',
  'which letters about a fault of ours went, with what they said to all who got them',
  'for about four months, whose allowance its texts drew on, as a code in which nobody can be read',
  'for a week at most, texts of it that fit any firm of its kind, without a name in them',
]

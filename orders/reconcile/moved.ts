import { isDeepStrictEqual } from 'node:util'
import { isEntitled } from '../../pack/order.ts'
import type { Payment } from '../../pack/payment.ts'
import type { StoredOrder } from '../../pack/stored-order.ts'
import type { Moved, Reporter } from './finding.ts'

/** Tells what the look has changed of where the order's payment had put it. */
export function reportMove(
  report: Reporter,
  objectId: string,
  before: StoredOrder,
  after: StoredOrder,
): void {
  const moved = movedBy(objectId, before, after)
  if (moved !== null) report.moved(moved)
}

/** Null: it was right before. */
function movedBy(objectId: string, before: StoredOrder, after: StoredOrder): Moved | null {
  const [was, is] = [standing(before), standing(after)]
  if (was !== is)
    return {
      order: after.id,
      objectId,
      what: `The order was ${was}, and by what Stripe says of ${objectId} is ${is} now.`,
    }
  if (isDeepStrictEqual(matters(before.payment), matters(after.payment))) return null
  return {
    order: after.id,
    objectId,
    what: `The order knew other refunds, disputes or warnings than Stripe; by ${objectId} it has them now.`,
  }
}

/** No event tells what the payment cost: that a look finds it is no repair. */
function matters(payment: Payment | null) {
  const { fees: _, ...rest } = payment ?? {}
  return rest
}

/** An order that was paid goes on by itself meanwhile. */
const standing = ({ state }: StoredOrder) => (isEntitled(state) ? 'paid' : state)

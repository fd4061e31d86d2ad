import { isEntitled, unfinishedStates } from '../pack/order.ts'
import { isContested } from '../pack/payment.ts'
import type { StoredOrder } from '../pack/stored-order.ts'

/** No order has this id. */
export class UnknownOrder extends Error {
  override readonly name = 'UnknownOrder'

  constructor(id: string) {
    super(`There is no order ${id}.`)
  }
}

/** The order is not paid, or its payment was taken back: there is nothing to build for it. */
export class NotEntitled extends Error {
  override readonly name = 'NotEntitled'

  constructor(id: string) {
    super(`Order ${id} is not paid for, or its payment was taken back.`)
  }
}

interface Orders {
  byId(id: string): Promise<StoredOrder | undefined>
}

/** @throws UnknownOrder */
export async function knownOrder(orders: Orders, id: string): Promise<StoredOrder> {
  const order = await orders.byId(id)
  if (order === undefined) throw new UnknownOrder(id)
  return order
}

/** @throws UnknownOrder, NotEntitled */
export async function entitledOrder(orders: Orders, id: string): Promise<StoredOrder> {
  const order = await knownOrder(orders, id)
  if (!isEntitled(order.state)) throw new NotEntitled(id)
  return order
}

/** Nothing more is spent on an order whose money is gone, or may go. */
export function mayTailor({ state, payment }: StoredOrder): boolean {
  return isEntitled(state) && !(payment !== null && isContested(payment))
}

/**
 * Nor on one that is complete, whoever started a run for it, or was and is taken up again for what a person read: what it
 * lacks was given up, and paid back.
 */
export function hasToTailor(order: StoredOrder): boolean {
  return unfinishedStates.includes(order.state) && order.readAt === null && mayTailor(order)
}

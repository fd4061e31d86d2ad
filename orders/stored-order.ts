import type { Attention, FrozenOrder, OrderState } from '../pack/order.ts'

/** What the use cases read of an order; the store's row has this shape. */
export interface StoredOrder extends FrozenOrder {
  readonly email: string
  readonly state: OrderState
  readonly attention: Attention
  readonly requestHash: string
  readonly checkoutUrl: string | null
  /** ISO 8601, UTC. */
  readonly paidAt: string | null
  /** Tax and discounts included, in minor units. */
  readonly amountPaid: number | null
  /** ISO 8601, UTC. */
  readonly nextUpdateBy: string | null
}

/** No order has this id. */
export class UnknownOrder extends Error {
  override readonly name = 'UnknownOrder'

  constructor(id: string) {
    super(`There is no order ${id}.`)
  }
}

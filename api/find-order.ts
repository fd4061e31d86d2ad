import type { StoredOrder } from '../pack/stored-order.ts'
import { notFound } from './problem.ts'
import type { Shop } from './shop.ts'

export interface OrderRoute {
  Params: { token: string }
}

/** The order behind a link; one answer, 404, for every link that is not ours. */
export async function findOrder(shop: Shop, token: string): Promise<StoredOrder> {
  const id = shop.links.orderOf(token)
  const order = id === null ? undefined : await shop.orderById(id)
  if (order === undefined) throw notFound('order')
  return order
}

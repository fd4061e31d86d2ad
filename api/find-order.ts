import type { StoredOrder } from '../pack/stored-order.ts'
import { Problem } from './problem.ts'
import type { Shop } from './shop.ts'

export interface OrderRoute {
  Params: { token: string }
}

/**
 * The order behind a link; one answer, 404, for every link that is not ours, or is no more, and another, 410, for
 * those of orders that were erased, or whose key is lost.
 */
export async function findOrder(shop: Shop, token: string): Promise<StoredOrder> {
  const order = await linkedOrder(shop, token)
  if (order.state === 'erased') throw erased(token)
  if (order.email === '') throw keyless
  return order
}

/** The same, erased or not. */
export async function linkedOrder(shop: Shop, token: string): Promise<StoredOrder> {
  const linked = shop.links.orderOf(token)
  const order = linked && (await shop.orderById(linked.id))
  if (!order || order.linkGeneration !== linked.linkGeneration) throw unknown
  return order
}

/** Where lost links are sent from. */
const recover = { href: '/recover', label: 'Lost your link?' }

const unknown = new Problem(404, {
  title: 'Not found',
  detail: 'There is no order under this address.',
  remedy:
    'Check that the address is complete, letter for letter, or have the link mailed to you once more at /recover.',
})
unknown.action = recover

/** After a restore without the keys, or without the `DATA_KEY` that opens them. */
const keyless = new Problem(410, {
  title: 'We cannot open this order any more',
  detail:
    'The key by which its answers and its pack were kept is lost, by our fault, and nobody can read them.',
  remedy:
    'If you have paid, your money goes back to you; please write to us if it has not. Packs that you have downloaded stay yours.',
})

function erased(token: string): Problem {
  const problem = new Problem(410, {
    title: 'This order was erased',
    detail: 'Whose it was, what was answered and the pack that was made of it are gone for good.',
    remedy: 'There is a certificate that says so. If you need a pack again, please order one.',
  })
  problem.action = { href: `/orders/${token}/erasure`, label: 'See the certificate' }
  return problem
}

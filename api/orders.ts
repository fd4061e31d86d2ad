import type { FastifyInstance } from 'fastify'
import { packOf } from '../catalogue/catalogue.ts'
import type { StoredOrder } from '../pack/stored-order.ts'
import { findOrder, type OrderRoute } from './find-order.ts'
import { orderPage } from './pages/order.ts'
import { wantsHtml } from './problem.ts'
import type { Shop } from './shop.ts'

/** Milliseconds after which a paid order without a pack is told so. */
const patience = 60_000

/** The customer's page, or the same as JSON. */
export async function orderRoutes(app: FastifyInstance, { shop }: { shop: Shop }) {
  app.get<OrderRoute>('/orders/:token', async (request, reply) => {
    const { token } = request.params
    const order = await findOrder(shop, token)
    const status = await shop.status(order)
    shop.rescue.soon(order)
    reply.header('cache-control', 'private, no-store').header('vary', 'accept')
    if (!wantsHtml(request)) return status
    const payUrl = order.state === 'awaiting-payment' ? order.checkoutUrl : null
    const path = `/orders/${token}`
    const page = orderPage({
      ...boughtFrom(shop.offers, order),
      status,
      path,
      payUrl,
      late: isLate(order),
    })
    return reply.type('text/html').send(page)
  })
}

/** Who bought a pack keeps its page and downloads, whatever is sold later. */
function boughtFrom(offers: Shop['offers'], { pack }: StoredOrder) {
  const offer = offers.find((one) => one.pack.id === pack)
  if (offer === undefined)
    return { title: packOf(pack)?.title ?? 'Your pack', documents: [], orderAgain: null }
  return { title: offer.pack.title, documents: offer.documents, orderAgain: `/packs/${pack}` }
}

function isLate({ state, paidAt }: StoredOrder): boolean {
  return state === 'paid' && paidAt !== null && Date.now() - Date.parse(paidAt) > patience
}

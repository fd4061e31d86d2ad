import type { FastifyInstance } from 'fastify'
import { findOrder, type OrderRoute } from './find-order.ts'
import { orderPage } from './pages/order.ts'
import { notFound, wantsHtml } from './problem.ts'
import type { Shop } from './shop.ts'

/** The customer's page, or the same as JSON. */
export async function orderRoutes(app: FastifyInstance, { shop }: { shop: Shop }) {
  app.get<OrderRoute>('/orders/:token', async (request, reply) => {
    const { token } = request.params
    const order = await findOrder(shop, token)
    const status = await shop.status(order)
    shop.rescue.soon(order)
    reply.header('cache-control', 'private, no-store').header('vary', 'accept')
    if (!wantsHtml(request)) return status
    const offer = shop.offers.find(({ pack }) => pack.id === order.pack)
    if (offer === undefined) throw notFound('pack')
    const payUrl = order.state === 'awaiting-payment' ? order.checkoutUrl : null
    const page = orderPage({ ...offer, status, path: `/orders/${token}`, payUrl })
    return reply.type('text/html').send(page)
  })
}

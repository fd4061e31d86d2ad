import type { FastifyInstance } from 'fastify'
import { findOrder, type OrderRoute } from './find-order.ts'
import type { Shop } from './shop.ts'

/** What is stored of an order, to be kept or taken elsewhere, for whoever has its link. */
export async function copyRoutes(app: FastifyInstance, { shop }: { shop: Shop }) {
  app.get<OrderRoute>('/orders/:token/copy.json', async (request, reply) => {
    const order = await findOrder(shop, request.params.token)
    const copy = await shop.copyOrder(order)
    return reply
      .type('application/json')
      .header('cache-control', 'private, no-store')
      .header('content-disposition', `attachment; filename="order-${order.id}.json"`)
      .send(JSON.stringify(copy, null, 2))
  })
}

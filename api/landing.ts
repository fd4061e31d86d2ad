import type { FastifyInstance } from 'fastify'
import { isEntitled } from '../pack/order.ts'
import { limitedByAddress } from './limits.ts'
import { cancelledPage } from './pages/cancelled.ts'
import { Problem } from './problem.ts'
import type { Shop } from './shop.ts'

/** Where Stripe's page sends the buyer back to. */
export async function landingRoutes(app: FastifyInstance, { shop }: { shop: Shop }) {
  interface DoneRoute {
    Querystring: { session_id?: string }
  }

  interface CancelledRoute {
    Querystring: { pack?: string }
  }

  app.get<DoneRoute>(
    '/checkout/done',
    { onRequest: limitedByAddress(shop.limits.landings) },
    async (request, reply) => {
      const session = request.query.session_id ?? ''
      // A buyer is sent to Stripe once the session is stored, so Stripe need not be asked for others.
      const order = /^cs_\w{1,200}$/.test(session) ? await shop.orderBySession(session) : undefined
      if (order === undefined) throw unknown
      const told = isEntitled(order.state) || order.state === 'revoked'
      // Where Stripe does not answer, its webhook will tell; the order's page shows it then.
      if (!told) await shop.fulfil(session).catch((error) => shop.observe.notLanded(order, error))
      return reply.redirect(`/orders/${shop.links.tokenOf(order)}`, 303)
    },
  )

  app.get<CancelledRoute>('/checkout/cancelled', (request, reply) => {
    const pack = shop.offers.find(({ pack: { id } }) => id === request.query.pack)?.pack
    return reply.type('text/html').send(cancelledPage({ pack }))
  })
}

const unknown = new Problem(404, {
  title: 'We do not know this payment',
  detail: 'No order of ours belongs to the payment in this address.',
  remedy: 'Open the link that Stripe gave you once more, in full; if you have paid, write to us.',
})

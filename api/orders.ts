import type { FastifyInstance } from 'fastify'
import { packOf } from '../catalogue/catalogue.ts'
import { lifted } from '../catalogue/lift.ts'
import type { OrderState } from '../pack/order.ts'
import type { StoredOrder } from '../pack/stored-order.ts'
import { findOrder, type OrderRoute } from './find-order.ts'
import { documentsOf } from './offers.ts'
import type { Offer } from './pages/offer.ts'
import { orderPage } from './pages/order.ts'
import { questionnairePage } from './pages/questionnaire.ts'
import { wantsHtml } from './problem.ts'
import type { Shop } from './shop.ts'

interface PageRoute extends OrderRoute {
  Querystring: { resent?: string }
}

/** Milliseconds after which a paid order without a pack is told so. */
const patience = 60_000

/** The customer's page, or the same as JSON. */
export async function orderRoutes(app: FastifyInstance, { shop }: { shop: Shop }) {
  const offerOf = ({ pack }: StoredOrder) => shop.offers.find((one) => one.pack.id === pack)

  app.get<OrderRoute>('/orders/:token/again', async (request, reply) => {
    const { token } = request.params
    const order = await findOrder(shop, token)
    const offer = offerOf(order)
    if (offer === undefined || !unpaid.includes(order.state))
      return reply.redirect(`/orders/${token}`, 303)
    reply.header('cache-control', 'private, no-store')
    return reply.type('text/html').send(formOf(offer, order))
  })

  app.get<PageRoute>('/orders/:token', async (request, reply) => {
    const { token } = request.params
    const order = await findOrder(shop, token)
    const status = await shop.status(order)
    shop.rescue.soon(order)
    reply.header('cache-control', 'private, no-store').header('vary', 'accept')
    if (!wantsHtml(request)) return status
    const payUrl = order.state === 'awaiting-payment' ? order.checkoutUrl : null
    const path = `/orders/${token}`
    const page = orderPage({
      ...boughtFrom(order, offerOf(order), path),
      status,
      path,
      payUrl,
      draft: order.idempotencyKey,
      late: isLate(order),
      terms: order.consent.terms,
      kept: order.paidAt === null ? shop.kept.unpaid.long : shop.kept.orders.long,
      keep: {
        url: shop.pageOf(order),
        email: order.email,
        letters: await shop.letters.standing(order.id),
        resent: request.query.resent !== undefined,
      },
    })
    return reply.type('text/html').send(page)
  })
}

/** Whose answers may be sent again. */
const unpaid: readonly OrderState[] = ['awaiting-payment', 'payment-failed', 'expired']

/** The form, filled in as it was when the order was frozen. */
function formOf(offer: Offer, order: StoredOrder): string {
  const { answers } = lifted(order, offer.pack.lifts)
  const { tier, email, currency, idempotencyKey } = order
  const choices = { tier, email, currency, draft: idempotencyKey ?? order.id }
  return questionnairePage({ ...offer, answers, choices })
}

/** Who bought a pack keeps its page and downloads, whatever is sold later. */
function boughtFrom({ pack }: StoredOrder, offer: Offer | undefined, path: string) {
  if (offer)
    return { title: offer.pack.title, documents: offer.documents, orderAgain: `${path}/again` }
  const known = packOf(pack)
  const documents = known ? documentsOf(known.id) : []
  return { title: known?.title ?? 'Your pack', documents, orderAgain: null }
}

function isLate({ state, paidAt }: StoredOrder): boolean {
  return state === 'paid' && paidAt !== null && Date.now() - Date.parse(paidAt) > patience
}

import type { FastifyInstance } from 'fastify'
import { type ErasureObstacle, obstacleTo } from '../pack/erasure.ts'
import { isEntitled } from '../pack/order.ts'
import type { StoredOrder } from '../pack/stored-order.ts'
import { linkedOrder, type OrderRoute } from './find-order.ts'
import { limitedByAddress } from './limits.ts'
import { erasedPage, erasingPage } from './pages/erased.ts'
import { confirmation, type ErasureView, erasurePage } from './pages/erasure.ts'
import { obstacleForCustomer } from './pages/erasure-words.ts'
import { notFound, Problem, sendProblem, wantsHtml } from './problem.ts'
import type { Shop } from './shop.ts'

/** An order is erased by whoever has its link; afterwards the same address has the certificate. */
export async function erasureRoutes(app: FastifyInstance, { shop }: { shop: Shop }) {
  const { erasures } = shop
  const path = '/orders/:token/erasure'
  const onRequest = limitedByAddress(shop.limits.checkoutsOfAddress)

  app.get<OrderRoute>(path, async (request, reply) => {
    const { token } = request.params
    const page = `/orders/${token}`
    const order = await linkedOrder(shop, token)
    const { id, state } = order
    const erasure = await erasures.of(id)
    const obstacle = erasure === undefined ? obstacleTo(order) : null
    reply.header('cache-control', 'private, no-store').header('vary', 'accept')
    const isAsked = erasure === undefined && (await erasures.isAsked(id))
    if (!wantsHtml(request))
      return { order: id, state, isAsked, waitsFor: obstacle, erasure: erasure ?? null }
    reply.type('text/html')
    if (erasure !== undefined) return erasedPage(page, erasure, erasures.certify(erasure).keys)
    return isAsked ? erasingPage(page, obstacle) : erasurePage(viewOf(order, page))
  })

  app.post<OrderRoute>(path, { bodyLimit: 4_096, onRequest }, async (request, reply) => {
    const { token } = request.params
    const order = await linkedOrder(shop, token)
    const { id, state } = order
    // Whoever comes back to the form of an order that is erased is shown the certificate, whatever they type.
    if (state !== 'erased' && !isConfirmed(request.body)) {
      if (!wantsHtml(request)) return sendProblem(request, reply, unconfirmed)
      const page = erasurePage({ ...viewOf(order, `/orders/${token}`), isMistyped: true })
      return reply.code(422).type('text/html').send(page)
    }
    const obstacle = await erasures.ask(id)
    if (obstacle !== null) throw refusedBy(obstacle, token)
    if (wantsHtml(request)) return reply.redirect(`/orders/${token}/erasure`, 303)
    return reply.code(202).send({ order: id, isAsked: true })
  })

  app.get<OrderRoute>(`${path}/certificate.json`, async (request, reply) => {
    const { id } = await linkedOrder(shop, request.params.token)
    const erasure = await erasures.of(id)
    if (erasure === undefined) throw notFound('certificate of erasure')
    return reply
      .header('cache-control', 'private, no-store')
      .header('content-disposition', `attachment; filename="erasure-${id}.json"`)
      .send(erasures.certify(erasure))
  })
}

function viewOf(order: StoredOrder, path: string): ErasureView {
  const { id, state } = order
  const hasPack = isEntitled(state)
  return {
    path,
    order: id,
    obstacle: obstacleTo(order),
    hasPack,
    isUnfinished: state === 'improving',
  }
}

/** Some type or paste the quotation marks that the page puts around the word. */
function isConfirmed(body: unknown): boolean {
  const { confirm } = (body ?? {}) as { confirm?: unknown }
  if (typeof confirm !== 'string') return false
  return confirm.replaceAll(/[\s“”"'‘’]/g, '').toLowerCase() === confirmation
}

const unconfirmed = new Problem(422, {
  title: 'Not confirmed',
  detail: 'Nothing was erased, since that is for good.',
  remedy: `Send {"confirm": "${confirmation}"} if you are sure.`,
})

function refusedBy(obstacle: ErasureObstacle, token: string): Problem {
  const { why: detail, remedy } = obstacleForCustomer[obstacle]
  const title = 'This order cannot be erased yet'
  const problem = new Problem(409, { title, detail, remedy }, { reason: obstacle })
  problem.action = { href: `/orders/${token}`, label: 'Back to your order' }
  return problem
}

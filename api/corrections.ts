import type { FastifyInstance } from 'fastify'
import { packOf } from '../catalogue/catalogue.ts'
import type { Mistakes } from '../orders/checkout/checkout.ts'
import { standingAnswers } from '../orders/correct/correct.ts'
import type { Correctable } from '../orders/correct/correctable.ts'
import { revisionOf } from '../pack/correction.ts'
import type { StoredOrder } from '../pack/stored-order.ts'
import { bodyLimit } from './checkout.ts'
import { closedProblem, overtakenProblem, refusedProblem } from './correction-problems.ts'
import { readCorrection } from './correction-request.ts'
import { findOrder, type OrderRoute } from './find-order.ts'
import { limitedByAddress } from './limits.ts'
import { type CorrectionView, correctionPage } from './pages/correction.ts'
import { sendProblem, wantsHtml } from './problem.ts'
import type { Shop } from './shop.ts'

type Open = Extract<Correctable, { closed: null }>

/** The answers of a paid order, to be corrected by whoever has its link. */
export async function correctionRoutes(app: FastifyInstance, { shop }: { shop: Shop }) {
  const path = '/orders/:token/corrections'
  const onRequest = limitedByAddress(shop.limits.checkoutsOfAddress)

  app.get<OrderRoute>(path, async (request, reply) => {
    const { token } = request.params
    const order = await findOrder(shop, token)
    const open = openOf(shop, order, token)
    const answers = standingAnswers(packOf(order.pack)!, order)
    reply.header('cache-control', 'private, no-store').header('vary', 'accept')
    if (wantsHtml(request))
      return reply.type('text/html').send(correctionPage(viewOf(order, token, answers, open)))
    const { until, left } = open
    return { order: order.id, revision: revisionOf(order), answers, until, left }
  })

  app.post<OrderRoute>(path, { bodyLimit, onRequest }, async (request, reply) => {
    const { token } = request.params
    const order = await findOrder(shop, token)
    const open = openOf(shop, order, token)
    const sent = readCorrection(request, packOf(order.pack)!)
    const view = { ...viewOf(order, token, sent.answers, open), confirmed: sent.confirmed }
    const showForm = sent.isForm && wantsHtml(request)
    const refused = (mistakes: Mistakes | null) =>
      showForm
        ? reply.code(422).type('text/html').send(refusedPage(view, mistakes))
        : sendProblem(request, reply, refusedProblem(mistakes))
    if (sent.input === null) return refused(sent.mistakes)
    const result = await shop.correct(order, sent.input)
    if (result.kind === 'invalid') return refused(result)
    if (result.kind === 'unchanged') return refused(null)
    if (result.kind === 'closed') throw closedProblem(token, result.why)
    if (result.kind === 'overtaken') throw overtakenProblem(token)
    if (sent.isForm) return reply.redirect(`/orders/${token}`, 303)
    return reply.code(202).send({ release: result.release })
  })
}

/** @param mistakes null: nothing was changed */
function refusedPage(view: CorrectionView, mistakes: Mistakes | null): string {
  if (mistakes === null) return correctionPage({ ...view, isUnchanged: true })
  return correctionPage({ ...view, errors: mistakes.fields, doubts: mistakes.doubts })
}

/** @throws Problem 409 when the answers cannot be corrected */
function openOf(shop: Shop, order: StoredOrder, token: string): Open {
  const found = shop.correctable(order)
  if (found.closed === null) return found
  throw closedProblem(token, found.closed)
}

function viewOf(
  order: StoredOrder,
  token: string,
  answers: unknown,
  { until, left }: Open,
): CorrectionView {
  const pack = packOf(order.pack)!
  return { pack, path: `/orders/${token}`, revision: revisionOf(order), answers, until, left }
}

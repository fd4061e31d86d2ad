import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { email } from '../catalogue/question/email.ts'
import { fieldErrors, sentenceFor } from '../catalogue/question/sentences.ts'
import { findOrder, type OrderRoute } from './find-order.ts'
import { limitedByAddress, limitLinks } from './limits.ts'
import { recoverPage, requestedPage } from './pages/recover.ts'
import { Problem, sendProblem, wantsHtml } from './problem.ts'
import type { Shop } from './shop.ts'

const asked = z.object({ email: email({ title: 'Your e-mail' }) })

/**
 * For whoever lost the link of an order. Whether an address has orders is looked up after the answer,
 * by the loop that sends letters: every address gets the same answer in the same time.
 */
export async function recoverRoutes(app: FastifyInstance, { shop }: { shop: Shop }) {
  const onRequest = limitedByAddress(shop.limits.linksFromAddress)

  app.get('/recover', (_request, reply) => reply.type('text/html').send(recoverPage({})))

  app.get('/recover/sent', (_request, reply) => reply.type('text/html').send(requestedPage()))

  app.post('/recover', { bodyLimit: 4_096, onRequest }, async (request, reply) => {
    const read = asked.safeParse(request.body ?? {}, { error: sentenceFor })
    if (!read.success) {
      const fields = fieldErrors(read.error)
      if (!wantsHtml(request))
        return sendProblem(request, reply, new Problem(422, wrong, { fields }))
      const typed = (request.body as { email?: unknown } | null)?.email
      const page = recoverPage({ typed, error: fields['email'] ?? wrong.detail })
      return reply.code(422).type('text/html').send(page)
    }
    await limitLinks(shop.limits.linksToCustomer, read.data.email)
    await shop.letters.request(read.data.email)
    return wantsHtml(request)
      ? reply.redirect('/recover/sent', 303)
      : reply.code(202).send(requested)
  })

  app.post<OrderRoute>('/orders/:token/resend', { onRequest }, async (request, reply) => {
    const { token } = request.params
    const order = await findOrder(shop, token)
    await limitLinks(shop.limits.linksToCustomer, order.email)
    await shop.letters.request(order.email)
    return wantsHtml(request)
      ? reply.redirect(`/orders/${token}?resent`, 303)
      : reply.code(202).send(requested)
  })
}

const wrong = {
  title: 'This e-mail address cannot be used',
  detail: 'Nothing was sent.',
  remedy: 'Correct the field named and send it again.',
}

const requested = {
  title: 'Asked for',
  detail:
    'If we have paid orders of this address, a letter with their links is on its way to it. The answer is the same for any address.',
}

import type { FastifyInstance } from 'fastify'
import { isNamed } from '../pack/is-named.ts'
import { findOrder } from './find-order.ts'
import { limitedByAddress } from './limits.ts'
import { notFound, Problem, wantsHtml } from './problem.ts'
import type { Shop } from './shop.ts'

interface SectionRoute {
  Params: { token: string; section: string }
}

/** A customer has a person of ours read what was written of a section. */
export async function readingRoutes(app: FastifyInstance, { shop }: { shop: Shop }) {
  const onRequest = limitedByAddress(shop.limits.checkoutsOfAddress)

  app.post<SectionRoute>(
    '/orders/:token/sections/:section/reading',
    { bodyLimit: 4_096, onRequest },
    async (request, reply) => {
      const { token, section } = request.params
      const order = await findOrder(shop, token)
      const { sections } = await shop.status(order)
      const found = sections.find(({ id }) => id === section)
      if (found === undefined) throw notFound('section')
      if (!found.mayBeRead) throw nothingToRead(token)
      const until = await shop.reviews.ask(order, section).catch((error: unknown) => {
        throw isNamed(error, 'NotApplicable') ? nothingToRead(token) : error
      })
      if (wantsHtml(request)) return reply.redirect(`/orders/${token}#sections-title`, 303)
      return reply.code(202).send({ section, until })
    },
  )
}

function nothingToRead(token: string): Problem {
  return new Problem(409, {
    title: 'Nothing to read here',
    detail:
      'A person can read a section that a language model wrote: this one has our standard text, or is being read or was read already.',
    remedy: `Go back to your order at /orders/${token}.`,
  })
}

import type { FastifyInstance } from 'fastify'
import { isNamed } from '../pack/is-named.ts'
import { Problem } from './problem.ts'
import type { Shop } from './shop.ts'

/**
 * Bytes. A snapshot event holds its object whole, with lists and metadata; one that is refused for its
 * length is delivered again for three days.
 */
const bodyLimit = 4 * 1024 * 1024

/** Stripe's webhook: verified, stored, acknowledged; the work is the inbox's. */
export async function webhookRoutes(app: FastifyInstance, { shop }: { shop: Shop }) {
  // The signature is over the bytes, so no parser may touch them.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))

  app.post('/webhooks/stripe', { bodyLimit }, async (request, reply) => {
    const signature = [request.headers['stripe-signature']].flat()[0]
    const event = verify(request.body, signature)
    const { id: eventId, type, objectId } = event
    if (objectId === null) {
      shop.observe.webhook('other', 'ignored')
      return reply.send({ received: true })
    }
    const fresh = await shop.inbox.add({ eventId, type, objectId }).catch((cause: unknown) => {
      shop.observe.webhook(type, 'unavailable')
      throw Object.assign(new Problem(503, notStored), { cause })
    })
    shop.observe.webhook(type, fresh ? 'stored' : 'duplicate')
    if (fresh) shop.inboxChanged()
    return reply.send({ received: true })
  })

  function verify(body: unknown, signature: string | undefined) {
    try {
      return shop.readWebhook(Buffer.isBuffer(body) ? body : Buffer.alloc(0), signature)
    } catch (error) {
      if (!isNamed(error, 'BadWebhook')) throw error
      shop.observe.webhook('unknown', 'refused')
      throw unsigned
    }
  }
}

const unsigned = new Problem(400, {
  title: 'Webhook refused',
  detail: 'The body is not a recent event that was signed with our webhook secret.',
  remedy: 'Check the endpoint’s signing secret and the clock.',
})

const notStored = {
  title: 'Event not stored',
  detail: 'The database does not answer.',
  remedy: 'Deliver the event again.',
}

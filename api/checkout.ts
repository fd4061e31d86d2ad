import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Checkout, Mistakes } from '../orders/checkout/checkout.ts'
import { isNamed } from '../pack/is-named.ts'
import { type CheckoutRequest, readCheckout } from './checkout-request.ts'
import { limitCustomer, limitedByAddress } from './limits.ts'
import { questionnairePage } from './pages/questionnaire.ts'
import { notFound, Problem, sendProblem, wantsHtml } from './problem.ts'
import type { Shop } from './shop.ts'

/** Bytes of an order. The longest answers that we take are a third of it, however encoded. */
export const bodyLimit = 64 * 1024

export async function checkoutRoutes(app: FastifyInstance, { shop }: { shop: Shop }) {
  const onRequest = limitedByAddress(shop.limits.checkoutsOfAddress)

  app.post('/checkout', { bodyLimit, onRequest }, async (request, reply) => {
    const wanted = readCheckout(request.body, request.headers, shop)
    if (wanted.input === null) return refuse(request, reply, wanted, wanted.mistakes)
    const { pack, tier, email } = wanted.input
    await limitCustomer(shop.limits.checkoutsOfCustomer, email)
    shop.observe.checkout(pack, tier, 'submitted')
    const result = await shop.checkout(wanted.input, goneFrom(reply)).catch(unavailable)
    if (result.kind === 'invalid') return refuse(request, reply, wanted, result)
    if (result.kind === 'closed') throw closed(result.order.id, shop.links.tokenOf(result.order))
    if (result.kind !== 'created') throw refusals[result.kind]
    shop.observe.checkout(pack, tier, 'created')
    if (wanted.isForm) return reply.redirect(result.url, 303)
    const token = shop.links.tokenOf(result.order)
    return reply.code(201).send({ order: result.order.id, token, url: result.url })
  })

  /** 422: the form again with what was answered, or the fields as JSON. */
  function refuse(
    request: FastifyRequest,
    reply: FastifyReply,
    { offer, answers, choices, isForm }: CheckoutRequest,
    { fields, doubts }: Mistakes,
  ) {
    if (offer && isForm && wantsHtml(request)) {
      const page = questionnairePage({ ...offer, answers, choices, errors: fields, doubts })
      return reply.code(422).type('text/html').send(page)
    }
    const words = doubts.length === Object.keys(fields).length ? doubtful : unusable
    return sendProblem(request, reply, new Problem(422, words, { fields }))
  }
}

/** Aborts when the connection is gone before there is an answer. `request.signal` looks at the body's end instead. */
function goneFrom({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController()
  raw.once('close', () => gone.abort())
  return gone.signal
}

const unusable = {
  title: 'Some answers cannot be used',
  detail: 'Nothing was charged.',
  remedy: 'Correct the fields named and send them again.',
}

const doubtful = {
  title: 'Some answers are asked back',
  detail: 'Nothing was charged.',
  remedy: 'Correct the fields named, or send them again with their names in “confirmed”.',
}

const refusals: Readonly<
  Record<Exclude<Checkout['kind'], 'created' | 'invalid' | 'closed'>, Problem>
> = {
  'unknown-pack': notFound('pack'),
  'key-reused': new Problem(422, {
    title: 'Idempotency key used before',
    detail: 'The same Idempotency-Key came with another order.',
    remedy: 'Send the first order again, or use a new key.',
  }),
}

/** Whoever sends an order with its key again is told of the order what the first answer told. */
function closed(order: string, token: string): Problem {
  const words = {
    title: 'Payment page closed',
    detail:
      'The order of this Idempotency-Key was paid, or its payment page has expired; nothing was charged by this request.',
    remedy: `See where it stands at /orders/${token}, or use a new key to order again.`,
  }
  return new Problem(409, words, { order, token })
}

/** Nothing was charged. What is a fault of our own is not told as one of the provider's. */
function unavailable(cause: unknown): never {
  if (!isNamed(cause, 'StripeUnavailable', 'StripeRefused', 'DatabaseUnavailable')) throw cause
  const words = {
    title: 'Payment is not available at the moment',
    detail:
      'Our payment provider or our database did not answer; nothing was charged by this request.',
    remedy: 'Try again in half a minute.',
  }
  const problem = new Problem(503, words, {}, 30)
  problem.cause = cause
  throw problem
}

import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { expanded } from '../expand.ts'
import { bodyOf, parseForm } from '../form.ts'
import type { Ledger } from '../ledger.ts'
import { listParams, page } from '../list.ts'
import { Refusal, readParams, unknownObject } from '../refusal.ts'
import { expandOnly, sessionParams } from '../session-params.ts'
import type { Till } from '../till.ts'
import type { Write } from './write.ts'

type ById = { Params: { id: string } }

const sessionListParams = listParams.extend({
  payment_intent: z.string().optional(),
  status: z.enum(['open', 'complete', 'expired']).optional(),
})

/** https://docs.stripe.com/api/checkout/sessions */
export function sessionRoutes(ledger: Ledger, till: Till, write: Write) {
  return async (app: FastifyInstance) => {
    app.post('/checkout/sessions', (request, reply) => {
      const params = readParams(sessionParams, parseForm(bodyOf(request)))
      return write(request, reply, () =>
        expanded(till.open(params, app.listeningOrigin), params.expand, ledger),
      )
    })
    app.post<ById>('/checkout/sessions/:id/expire', (request, reply) => {
      const { expand } = readParams(expandOnly, parseForm(bodyOf(request)))
      const { id } = request.params
      return write(request, reply, () => expanded(expire(ledger, till, id), expand, ledger))
    })
    app.get<ById>('/checkout/sessions/:id', (request) => {
      const { expand } = readParams(expandOnly, request.query)
      return expanded(sessionOf(ledger, request.params.id), expand, ledger)
    })
    app.get('/checkout/sessions', (request) => {
      const params = readParams(sessionListParams, request.query)
      const { status, payment_intent } = params
      const asked = ledger
        .newestFirst('checkout.session')
        .filter((session) => (status ?? session.status) === session.status)
        .filter((session) => (payment_intent ?? session.payment_intent) === session.payment_intent)
      return expanded(page(asked, params, '/v1/checkout/sessions'), params.expand, ledger)
    })
  }
}

function sessionOf(ledger: Ledger, id: string) {
  const session = ledger.find('checkout.session', id)
  if (session === undefined) throw unknownObject('checkout.session', id)
  return session
}

function expire(ledger: Ledger, till: Till, id: string) {
  const { status } = sessionOf(ledger, id)
  if (status !== 'open')
    throw new Refusal(400, {
      message: `Only an open Checkout Session can be expired; this one is ${status}.`,
    })
  till.expire(id)
  return sessionOf(ledger, id)
}

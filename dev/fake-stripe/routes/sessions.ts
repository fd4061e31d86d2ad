import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { expanded } from '../expand.ts'
import { readBody } from '../form.ts'
import type { Ledger } from '../ledger.ts'
import { listParams, page } from '../list.ts'
import { Refusal, readParams } from '../refusal.ts'
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
      const params = readBody(sessionParams, request)
      return write(request, reply, () =>
        expanded(till.open(params, app.listeningOrigin), params.expand, ledger),
      )
    })
    app.post<ById>('/checkout/sessions/:id/expire', (request, reply) => {
      const { expand } = readBody(expandOnly, request)
      const { id } = request.params
      return write(request, reply, () => expanded(expire(ledger, till, id), expand, ledger))
    })
    app.get<ById>('/checkout/sessions/:id', (request) => {
      const { expand } = readParams(expandOnly, request.query)
      return expanded(ledger.retrieve('checkout.session', request.params.id), expand, ledger)
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

function expire(ledger: Ledger, till: Till, id: string) {
  const { status } = ledger.retrieve('checkout.session', id)
  if (status !== 'open')
    throw new Refusal(400, {
      message: `Only an open Checkout Session can be expired; this one is ${status}.`,
    })
  till.expire(id)
  return ledger.retrieve('checkout.session', id)
}

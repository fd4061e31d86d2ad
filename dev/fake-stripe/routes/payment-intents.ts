import type { FastifyInstance } from 'fastify'
import { expanded } from '../expand.ts'
import type { Ledger } from '../ledger.ts'
import { readParams } from '../refusal.ts'
import { expandOnly } from '../session-params.ts'

/** https://docs.stripe.com/api/payment_intents */
export function paymentIntentRoutes(ledger: Ledger) {
  return async (app: FastifyInstance) => {
    app.get<{ Params: { id: string } }>('/payment_intents/:id', (request) => {
      const { expand } = readParams(expandOnly, request.query)
      return expanded(ledger.retrieve('payment_intent', request.params.id), expand, ledger)
    })
  }
}

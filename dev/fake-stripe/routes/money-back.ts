import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Deliveries } from '../deliveries.ts'
import { evidenceParams, withEvidence } from '../dispute.ts'
import { expanded } from '../expand.ts'
import { readBody } from '../form.ts'
import type { Ledger } from '../ledger.ts'
import { listParams, page } from '../list.ts'
import { newRefund, refundParams } from '../refund.ts'
import { readParams } from '../refusal.ts'
import { expandOnly } from '../session-params.ts'
import type { Write } from './write.ts'

type ById = { Params: { id: string } }

const ofPayment = listParams.extend({ payment_intent: z.string().optional() })

const kinds = {
  '/refunds': 'refund',
  '/disputes': 'dispute',
  '/radar/early_fraud_warnings': 'radar.early_fraud_warning',
} as const

/**
 * What became of payments: https://docs.stripe.com/api/refunds, `/disputes`,
 * `/radar/early_fraud_warnings`.
 */
export function moneyBackRoutes(ledger: Ledger, deliveries: Deliveries, write: Write) {
  return async (app: FastifyInstance) => {
    for (const [path, kind] of Object.entries(kinds) as [
      keyof typeof kinds,
      (typeof kinds)[keyof typeof kinds],
    ][]) {
      app.get<ById>(`${path}/:id`, ({ params: { id }, query }) => {
        const { expand } = readParams(expandOnly, query)
        return expanded(ledger.retrieve(kind, id), expand, ledger)
      })
      app.get(path, ({ query }) => {
        const params = readParams(ofPayment, query)
        const asked = ledger
          .newestFirst(kind)
          .filter((one) => (params.payment_intent ?? one.payment_intent) === one.payment_intent)
        return expanded(page(asked, params, `/v1${path}`), params.expand, ledger)
      })
    }
    app.post<ById>('/disputes/:id', (request, reply) => {
      const params = readBody(evidenceParams, request)
      const { id } = request.params
      return write(request, reply, () => {
        const dispute = withEvidence(ledger.retrieve('dispute', id), params)
        deliveries.announce('charge.dispute.updated', dispute)
        return expanded(dispute, params.expand, ledger)
      })
    })
    app.post('/refunds', (request, reply) => {
      const params = readBody(refundParams, request)
      return write(request, reply, () => {
        const refund = newRefund(params, ledger)
        deliveries.announce('refund.created', refund)
        return expanded(refund, params.expand, ledger)
      })
    })
  }
}

import type { FastifyInstance } from 'fastify'
import type Stripe from 'stripe'
import { z } from 'zod'
import type { Deliveries } from '../deliveries.ts'
import { disputeEvents, disputeForm, disputeStatuses, newDispute, withMoney } from '../dispute.ts'
import { type Fees, feesForm } from '../fees.ts'
import { readBody } from '../form.ts'
import { type Ledger, newId, now } from '../ledger.ts'
import { chargeOf } from '../payment.ts'
import { refundEvent, refundStatuses } from '../refund.ts'

type ById = { Params: { id: string } }

const refundForm = z.strictObject({ status: z.enum(refundStatuses) })
const decisionForm = z.strictObject({ status: z.enum(disputeStatuses) })
const warningForm = z.strictObject({ payment_intent: z.string() })
const warnedForm = z.strictObject({ actionable: z.enum(['true', 'false']) })

/** Under `/_fake`: what banks and card networks do to a payment, and nobody asks the shop about. */
export function bankRoutes(ledger: Ledger, { announce }: Deliveries, fees: Fees) {
  return async (app: FastifyInstance) => {
    app.post('/disputes', (request) => {
      const form = readBody(disputeForm, request)
      const opened = newDispute(form, ledger.retrieve('payment_intent', form.payment_intent))
      const dispute = withMoney(opened, fees)
      for (const type of disputeEvents(form.status, true)) announce(type, dispute)
      return dispute
    })
    app.post<ById>('/disputes/:id', (request) => {
      const { status } = readBody(decisionForm, request)
      const decided = { ...ledger.retrieve('dispute', request.params.id), status }
      const dispute = withMoney(decided, fees)
      for (const type of disputeEvents(status, false)) announce(type, dispute)
      return dispute
    })
    app.post<ById>('/refunds/:id', (request) => {
      const { status } = readBody(refundForm, request)
      const refund = { ...ledger.retrieve('refund', request.params.id), status }
      announce(refundEvent(status), refund)
      return refund
    })
    app.post('/fees', (request, reply) => {
      fees.change(readBody(feesForm, request))
      return reply.code(204).send()
    })
    app.post('/warnings', (request) => {
      const form = readBody(warningForm, request)
      const warning = newWarning(ledger.retrieve('payment_intent', form.payment_intent))
      announce('radar.early_fraud_warning.created', warning)
      return warning
    })
    app.post<ById>('/warnings/:id', (request) => {
      const { actionable } = readBody(warnedForm, request)
      const known = ledger.retrieve('radar.early_fraud_warning', request.params.id)
      const warning = { ...known, actionable: actionable === 'true' }
      announce('radar.early_fraud_warning.updated', warning)
      return warning
    })
  }
}

function newWarning(intent: Stripe.PaymentIntent): Stripe.Radar.EarlyFraudWarning {
  return {
    id: newId('issfr'),
    object: 'radar.early_fraud_warning',
    actionable: true,
    charge: chargeOf(intent),
    created: now(),
    fraud_type: 'made_with_stolen_card',
    livemode: false,
    payment_intent: intent.id,
  }
}

import type { FastifyInstance } from 'fastify'
import type Stripe from 'stripe'
import { z } from 'zod'
import type { Deliveries } from '../deliveries.ts'
import { disputeEvents, disputeForm, disputeStatuses, newDispute } from '../dispute.ts'
import { bodyOf, parseForm } from '../form.ts'
import { type Ledger, newId, now } from '../ledger.ts'
import { chargeOf } from '../payment.ts'
import { refundEvent, refundStatuses } from '../refund.ts'
import { readParams, unknownObject } from '../refusal.ts'

type ById = { Params: { id: string } }

const refundForm = z.strictObject({ status: z.enum(refundStatuses) })
const decisionForm = z.strictObject({ status: z.enum(disputeStatuses) })
const warningForm = z.strictObject({ payment_intent: z.string() })
const warnedForm = z.strictObject({ actionable: z.enum(['true', 'false']) })

/** Under `/_fake`: what banks and card networks do to a payment, and nobody asks the shop about. */
export function bankRoutes(ledger: Ledger, { announce }: Deliveries) {
  return async (app: FastifyInstance) => {
    app.post('/disputes', (request) => {
      const form = readParams(disputeForm, parseForm(bodyOf(request)))
      const dispute = newDispute(form, paid(ledger, form.payment_intent))
      for (const type of disputeEvents(form.status, true)) announce(type, dispute)
      return dispute
    })
    app.post<ById>('/disputes/:id', (request) => {
      const { status } = readParams(decisionForm, parseForm(bodyOf(request)))
      const dispute = { ...one(ledger, 'dispute', request.params.id), status }
      for (const type of disputeEvents(status, false)) announce(type, dispute)
      return dispute
    })
    app.post<ById>('/refunds/:id', (request) => {
      const { status } = readParams(refundForm, parseForm(bodyOf(request)))
      const refund = { ...one(ledger, 'refund', request.params.id), status }
      announce(refundEvent(status), refund)
      return refund
    })
    app.post('/warnings', (request) => {
      const form = readParams(warningForm, parseForm(bodyOf(request)))
      const warning = newWarning(paid(ledger, form.payment_intent))
      announce('radar.early_fraud_warning.created', warning)
      return warning
    })
    app.post<ById>('/warnings/:id', (request) => {
      const { actionable } = readParams(warnedForm, parseForm(bodyOf(request)))
      const known = one(ledger, 'radar.early_fraud_warning', request.params.id)
      const warning = { ...known, actionable: actionable === 'true' }
      announce('radar.early_fraud_warning.updated', warning)
      return warning
    })
  }
}

function one<K extends 'refund' | 'dispute' | 'radar.early_fraud_warning' | 'payment_intent'>(
  ledger: Ledger,
  kind: K,
  id: string,
) {
  const found = ledger.find(kind, id)
  if (found === undefined) throw unknownObject(kind, id)
  return found
}

const paid = (ledger: Ledger, intent: string) => one(ledger, 'payment_intent', intent)

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

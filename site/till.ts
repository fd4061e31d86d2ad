import type { ApiConfig } from '../clients/config.ts'
import { createStripe } from '../clients/stripe/stripe.ts'
import { readWebhook } from '../clients/stripe/webhook.ts'
import { timed } from '../clients/telemetry/timed.ts'
import { createDrainInbox } from '../orders/drain-inbox.ts'
import { createFulfil, type FulfilPorts } from '../orders/fulfil.ts'
import type { Site } from './site.ts'

/** Where the money comes in: Stripe, its events, and what fulfils them. */
export function openTill({ orders, inbox, observe, temporal, tracing }: Site, config: ApiConfig) {
  const { publicUrl } = config
  const { secretKey, webhookSecrets } = secretsOf(config)
  const payments = createStripe({ ...config.stripe, secretKey, publicUrl })
  const start: FulfilPorts['start'] = async (order) => void (await temporal.startFulfilment(order))
  const fulfil = timed(
    createFulfil({ orders, payments, start, clock: () => new Date(), observe }),
    (order, time) => order && tracing.did(order.id, { name: 'fulfil', ...time }),
  )
  return {
    payments,
    fulfil,
    readWebhook: (body: Buffer, signature: string | undefined) =>
      readWebhook(body, signature, webhookSecrets),
    drain: createDrainInbox({ inbox, fulfil, observe }),
  }
}

/** `openSite` has made sure that both are set. */
function secretsOf({ stripe }: ApiConfig) {
  return { secretKey: stripe.secretKey ?? '', webhookSecrets: stripe.webhookSecrets ?? [] }
}

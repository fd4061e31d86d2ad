import type { ApiConfig } from '../clients/config.ts'
import { createStripe } from '../clients/stripe/stripe.ts'
import { readWebhook } from '../clients/stripe/webhook.ts'
import { createDrainInbox } from '../orders/drain-inbox.ts'
import { createFulfil, type FulfilPorts } from '../orders/fulfil.ts'
import { createInbox } from '../store/inbox.ts'
import type { Site } from './site.ts'

/** Where the money comes in: Stripe, the inbox of its events, and what fulfils them. */
export function openTill({ orders, observe, temporal, database }: Site, config: ApiConfig) {
  const { publicUrl } = config
  const { secretKey, webhookSecrets } = secretsOf(config)
  const payments = createStripe({ ...config.stripe, secretKey, publicUrl })
  const inbox = createInbox(database.db)
  const start: FulfilPorts['start'] = async (order) => void (await temporal.startFulfilment(order))
  const fulfil = createFulfil({ orders, payments, start, clock: () => new Date(), observe })
  return {
    payments,
    fulfil,
    inbox,
    readWebhook: (body: Buffer, signature: string | undefined) =>
      readWebhook(body, signature, webhookSecrets),
    drain: createDrainInbox({ inbox, fulfil }),
  }
}

/** `openSite` has made sure that both are set. */
function secretsOf({ stripe }: ApiConfig) {
  return { secretKey: stripe.secretKey ?? '', webhookSecrets: stripe.webhookSecrets ?? [] }
}

import type { FastifyInstance } from 'fastify'
import { type ApiConfig, readApi } from '../clients/config.ts'
import { keysFrom } from '../clients/keys.ts'
import { readinessOf } from '../clients/probes.ts'
import { refuseUnsafe } from '../clients/production.ts'
import { createStripe } from '../clients/stripe.ts'
import { unsupportedCharacters } from '../documents/pdf/fonts.ts'
import { createCheckout } from '../orders/checkout.ts'
import { createDrainInbox } from '../orders/drain-inbox.ts'
import { createFulfil } from '../orders/fulfil.ts'
import { type InboxLoop, startInboxLoop } from '../orders/inbox-loop.ts'
import { createLinks } from '../orders/link.ts'
import { createRescue } from '../orders/rescue.ts'
import { createStatus } from '../orders/status.ts'
import { releaseBuilder, type Site } from '../site.ts'
import { createInbox } from '../store/inbox.ts'
import { createApp } from './app.ts'
import { offers } from './offers.ts'
import type { Shop } from './shop.ts'

export interface ServedApi {
  readonly app: FastifyInstance
  readonly publicUrl: string
  close(): Promise<void>
}

/** Serves the shop and drains the inbox in this process. */
export async function serveApi(site: Site): Promise<ServedApi> {
  const config = readApi(site.environment)
  refuseUnsafe(config)
  const { shop, loop } = openShop(site, config)
  const app = await createApp(shop, {
    checkoutOrigins: [config.stripe.apiBase ?? 'https://checkout.stripe.com'],
    trustedProxies: config.trustedProxies,
    checkoutsPerMinute: config.checkoutsPerMinute,
    log: site.log,
  })
  await app.listen({ host: config.host, port: config.port })
  return {
    app,
    publicUrl: config.publicUrl,
    async close() {
      await app.close()
      await loop.stop()
    },
  }
}

function openShop(site: Site, config: ApiConfig): { shop: Shop; loop: InboxLoop } {
  const { orders, outcomes, releases, blobs, observe, temporal, log } = site
  const { dataDir } = site.config
  const clock = () => new Date()
  const { seed, publicKeys } = site.signing()
  const links = createLinks(keysFrom('LINK_SECRET', config.linkSecrets, dataDir, 'link'))
  const payments = createStripe({
    ...config.stripe,
    ...secretsOf(config),
    publicUrl: config.publicUrl,
  })
  const inbox = createInbox(site.database.db)
  const start = async (order: Parameters<typeof temporal.startFulfilment>[0]) =>
    void (await temporal.startFulfilment(order))
  const fulfil = createFulfil({ orders, payments, start, clock, observe })
  const loop = startInboxLoop(createDrainInbox({ inbox, fulfil }), (error) =>
    log.warn({ error: String(error) }, 'inbox not drained'),
  )
  const downloadUrl = (id: string, version: number) =>
    `${config.publicUrl}/orders/${links.tokenOf(id)}/pack.zip?version=${version}`
  const shop: Shop = {
    offers: offers(),
    checkout: createCheckout({
      orders,
      payments,
      unsupported: unsupportedCharacters,
      rehearse: (order, composition) => site.press().compose(order, composition),
      clock,
    }),
    fulfil,
    status: createStatus({ outcomes, releases, downloadUrl }),
    orderById: orders.byId,
    releases,
    blobs,
    rescue: createRescue(releaseBuilder(site, seed), clock),
    links,
    readWebhook: payments.readWebhook,
    inbox,
    inboxChanged: loop.knock,
    publicKeys,
    readiness: () => readinessOf(checksOf(site)),
    observe,
  }
  return { shop, loop }
}

function checksOf({ checks, temporal }: Site) {
  return [...checks, { name: 'temporal', required: false, run: temporal.ping }]
}

/** `refuseUnsafe` has made sure that both are set. */
function secretsOf({ stripe }: ApiConfig) {
  return { secretKey: stripe.secretKey ?? '', webhookSecrets: stripe.webhookSecrets ?? [] }
}

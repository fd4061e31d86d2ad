import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { type ApiConfig, readApi, readSecrets, readSeller } from '../clients/config.ts'
import { keysFrom } from '../clients/keys.ts'
import { readMail } from '../clients/mail/config.ts'
import { createReadiness } from '../clients/probes.ts'
import { warnOfProxies } from '../clients/production.ts'
import { timed } from '../clients/telemetry/timed.ts'
import { unsupportedCharacters } from '../documents/type/characters.ts'
import { type CheckoutPorts, createCheckout } from '../orders/checkout/checkout.ts'
import { createExamine, type Examine } from '../orders/checkout/examine.ts'
import { createLinks, type Linked } from '../orders/link.ts'
import { createSendLetters } from '../orders/mail/send-letters.ts'
import { createFollow } from '../orders/page/follow.ts'
import { createStatus } from '../orders/page/status.ts'
import { createRescue } from '../orders/release/rescue.ts'
import { createSample } from '../orders/release/sample.ts'
import { openCorrections } from '../site/corrections.ts'
import { createOperator } from '../site/operator.ts'
import { openPost } from '../site/post.ts'
import type { Printing } from '../site/printing.ts'
import type { Site } from '../site/site.ts'
import { openTill } from '../site/till.ts'
import { createOperatorStore } from '../store/orders/operator.ts'
import { createPulse } from '../store/orders/pulse.ts'
import { createRateLimits } from '../store/rate-limits.ts'
import { createInboxLoop } from '../workers/inbox.ts'
import { createLettersLoop, createReportsLoop } from '../workers/letters.ts'
import { createMoneyLoops } from '../workers/money.ts'
import { noPrintAhead, openPrintAhead } from '../workers/print-ahead.ts'
import { createApp } from './app.ts'
import { type ComposeParts, createCompose } from './letters/compose.ts'
import type { RateLimits } from './limits.ts'
import { offers, sampleAnswers } from './offers.ts'
import type { Seller } from './pages/seller.ts'
import { sellerOf } from './seller.ts'
import type { Shop } from './shop.ts'

/** Milliseconds that a download has to end when the process is told to stop. */
const grace = 5_000

export interface ServedApi {
  readonly app: FastifyInstance
  readonly publicUrl: string
  close(): Promise<void>
}

/** Serves the shop and works for its money and letters, in this process. */
export async function serveApi(site: Site): Promise<ServedApi> {
  const config = readApi(site.environment)
  warnOfProxies(config, site.log)
  const { shop, loops, rescue } = await openShop(site, config)
  const app = await createApp(shop, {
    checkoutOrigins: [config.stripe.apiBase ?? 'https://checkout.stripe.com'],
    trustedProxies: config.trustedProxies,
    opsHolders: config.opsHolders,
    secure: config.publicUrl.startsWith('https:'),
    log: site.log,
  })
  await app.listen({ host: config.host, port: config.port })
  const drained = Promise.all(loops.map((loop) => loop.run()))
  return {
    app,
    publicUrl: config.publicUrl,
    async close() {
      await closeApp(app)
      for (const loop of loops) loop.shutdown()
      await Promise.all([drained, rescue.idle()])
    },
  }
}

/** Whoever reads no more, or never sent its request, must not keep the process from stopping. */
async function closeApp(app: FastifyInstance) {
  const late = setTimeout(() => app.server.closeAllConnections(), grace)
  await app.close()
  clearTimeout(late)
}

async function openShop(site: Site, config: ApiConfig) {
  const { orders, outcomes, releases, blobs, inbox, outbox, observe } = site
  const printing = await site.printing()
  const { publicKeys, buildRelease, rebuildRelease, sample } = printing
  const till = openTill(site, config)
  const { payments, fulfil, readWebhook, drain } = till
  const inboxLoop = createInboxLoop(drain, (error) => site.log.warn({ error }, 'inbox not drained'))
  const ahead = config.preprint ? openPrintAhead(site, printing) : noPrintAhead
  const { links, pageOf, downloadUrl } = openLinks(site, config)
  const rescue = createRescue({ buildRelease, clock, failed: observe.notRescued })
  const { correctionWindow } = config
  const status = createStatus({ outcomes, releases, downloadUrl, correctionWindow, clock })
  const pulse = createPulse(site.database.db)
  const examine = createExamine(unsupportedCharacters)
  const seller = sellerOf(readSeller(site.environment))
  const shop: Shop = {
    offers: offers(config.stripe),
    seller,
    sample: createSample({ answersOf: sampleAnswers, make: sample, blobs }),
    limits: limitsFor(site, config),
    examine,
    checkout: openCheckout(site, payments, printing, examine, ahead.soon),
    fulfil,
    ...openCorrections(site, printing, examine, correctionWindow),
    status,
    follow: createFollow({ pulse, orderById: orders.byId, status, seen: rescue.soon }),
    orderById: orders.byId,
    orderBySession: orders.bySession,
    releases,
    letters: outbox,
    blobs,
    rescue,
    rebuildRelease,
    links,
    pageOf,
    readWebhook,
    downloads: site.downloads,
    inbox,
    inboxChanged: inboxLoop.knock,
    publicKeys,
    report: site.report,
    ops: opsOf(site),
    readiness: readinessOf(site),
    observe,
  }
  const letters = openLetters(site, seller, { status, pageOf })
  const loops = [inboxLoop, ...createMoneyLoops(till, site.log), ...letters, ...ahead.loops]
  return { shop, loops, rescue }
}

function openLinks({ environment, config }: Site, { publicUrl }: ApiConfig) {
  const { link } = readSecrets(environment)
  const links = createLinks(keysFrom('LINK_SECRET', link, config.dataDir, 'link'))
  const pageOf = (order: Linked) => `${publicUrl}/orders/${links.tokenOf(order)}`
  const downloadUrl = (order: Linked, version: number) =>
    `${pageOf(order)}/pack.zip?version=${version}`
  return { links, pageOf, downloadUrl }
}

function openCheckout(
  { orders, tracing }: Site,
  payments: CheckoutPorts['payments'],
  { unpaidPress }: Printing,
  examine: Examine,
  prepare: CheckoutPorts['prepare'],
) {
  const rehearse = unpaidPress.compose
  return timed(
    createCheckout({ orders, payments, examine, rehearse, prepare, clock }),
    (made, time) =>
      made.kind === 'created' && tracing.began(made.order.id, { name: 'checkout', ...time }),
  )
}

/** What writes to customers: here, since it has the links and must not need Temporal. */
function openLetters(site: Site, seller: Seller, parts: Pick<ComposeParts, 'status' | 'pageOf'>) {
  const { releases, log, config } = site
  const mail = readMail(site.environment)
  const domain = mail.address.slice(mail.address.lastIndexOf('@') + 1)
  const replyTo = seller.fictional ? null : seller.email
  const compose = createCompose({ ...parts, orders: site.orders, releases, seller, domain })
  const { send, takeReports } = openPost(mail, site, join(config.dataDir, 'mail'), replyTo)
  const sendLetters = createSendLetters({ ...site, compose, send, grace: mail.grace })
  const loop = createLettersLoop(sendLetters, log)
  return takeReports === null ? [loop] : [loop, createReportsLoop(takeReports, log)]
}

const clock = () => new Date()

function opsOf(site: Site): Shop['ops'] {
  const { open, find } = createOperatorStore(site.database.db)
  return { act: createOperator(site), list: (text) => (text === '' ? open() : find(text)) }
}

/** A buyer may reload the page that he lands on. */
const landingsPerMinute = 60
/** A person mistypes a link a few times; a guesser is stopped long before it matters. */
const guessesPerMinute = 30
const opsPerMinute = 60
/** One office may share a network; nobody shall fill somebody else's mailbox. */
const linksPerHour = { address: 20, customer: 3 }

function limitsFor({ database }: Site, { checkoutsPerMinute }: ApiConfig): RateLimits {
  const perMinute = (name: string, most: number) => createLimit({ name, most, seconds: 60 })
  const perHour = (name: string, most: number) => createLimit({ name, most, seconds: 3_600 })
  const createLimit = createRateLimits(database)
  return {
    checkoutsOfAddress: perMinute('checkout-address', checkoutsPerMinute),
    checkoutsOfCustomer: perMinute('checkout-customer', checkoutsPerMinute),
    landings: perMinute('landing', landingsPerMinute),
    linksFromAddress: perHour('links-address', linksPerHour.address),
    linksToCustomer: perHour('links-customer', linksPerHour.customer),
    guesses: perMinute('guess', guessesPerMinute),
    ops: perMinute('ops', opsPerMinute),
  }
}

function checksOf({ checks, temporal }: Site) {
  return [...checks, { name: 'temporal', required: false, run: temporal.ping }]
}

/** What failed, and not why: that may name our machines. */
function readinessOf(site: Site) {
  const look = createReadiness(checksOf(site))
  return async () => {
    const { ready, checks } = await look()
    return { ready, checks }
  }
}

import { type ApiConfig, readSeller } from '../../clients/config.ts'
import { createReadiness } from '../../clients/probes.ts'
import { timed } from '../../clients/telemetry/timed.ts'
import { unsupportedCharacters } from '../../documents/type/characters.ts'
import { isEnglish } from '../../inference/checks/reading/words.ts'
import { type CheckoutPorts, createCheckout } from '../../orders/checkout/checkout.ts'
import { createExamine, type Examine } from '../../orders/checkout/examine.ts'
import { createCertify } from '../../orders/erase/certificate.ts'
import { createCopyOrder } from '../../orders/page/copy-order.ts'
import { createFollow } from '../../orders/page/follow.ts'
import { createStatus } from '../../orders/page/status.ts'
import { createRescue } from '../../orders/release/rescue.ts'
import { createSample } from '../../orders/release/sample.ts'
import { retentionOf } from '../../pack/retention.ts'
import { openCorrections } from '../../site/corrections.ts'
import { createReadDossier } from '../../site/dossier.ts'
import { openLinks } from '../../site/links.ts'
import { createOperator } from '../../site/operator.ts'
import type { Printing } from '../../site/printing.ts'
import { openReviews } from '../../site/reviews/reviews.ts'
import { createFirstLook } from '../../site/room/first-look.ts'
import { openRoom } from '../../site/room/room.ts'
import type { Site } from '../../site/site.ts'
import { openTill } from '../../site/till.ts'
import { createOperatorStore } from '../../store/orders/operator.ts'
import { createPulse } from '../../store/orders/pulse.ts'
import { createBatchLoop } from '../../workers/batches.ts'
import { createInboxLoop } from '../../workers/inbox.ts'
import { createMoneyLoops } from '../../workers/money.ts'
import { noPrintAhead, openPrintAhead } from '../../workers/print-ahead.ts'
import { offers, sampleAnswers } from '../offers.ts'
import type { Seller } from '../pages/seller.ts'
import { sellerOf } from '../seller.ts'
import type { Shop } from '../shop.ts'
import { openLetters } from './letters.ts'
import { limitsFor } from './limits.ts'

const clock = () => new Date()

type Operator = ReturnType<typeof createOperator>

/** What the routes use, and the loops that work for its money and letters beside them. */
export async function openShop(site: Site, config: ApiConfig) {
  const { orders, releases, blobs, inbox, outbox, observe } = site
  const printing = await site.printing()
  const { publicKeys, buildRelease, rebuildRelease, sample } = printing
  const till = openTill(site, config)
  const { payments, fulfil, readWebhook, drain } = till
  const inboxLoop = createInboxLoop(drain, (error) => site.log.warn({ error }, 'inbox not drained'))
  const ahead = config.preprint ? openPrintAhead(site, printing) : noPrintAhead
  const { links, pageOf, downloadUrl } = openLinks(site)
  const rescue = createRescue({ buildRelease, clock, failed: observe.notRescued })
  const { correctionWindow, opsHolders, oidc } = config
  const hasReaders = [...opsHolders, ...(oidc?.roles ?? [])].some(({ role }) => role !== 'viewer')
  const status = createStatus({ ...site, downloadUrl, correctionWindow, hasReaders, clock })
  const pulse = createPulse(site.database.db)
  const examine = createExamine(unsupportedCharacters, isEnglish)
  const seller = sellerOf(readSeller(site.environment))
  const letters = openLetters(site, seller, { status, pageOf })
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
    copyOrder: createCopyOrder({ ...site, letters: outbox }),
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
    ...erasingOf(site, printing, config, seller),
    publicKeys,
    ...forOperators(site, config, letters.preview),
    observe,
  }
  const loops = [inboxLoop, ...loopsBeside(site, till), ...letters.loops, ...ahead.loops]
  return { shop, loops, rescue }
}

/** What works on orders beside the routes, and needs Stripe. */
function loopsBeside(site: Site, till: ReturnType<typeof openTill>) {
  return [...createMoneyLoops(till, site.log), createBatchLoop(site)]
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

function erasingOf(
  { erasures, erasureRequests: { ask, isAsked }, config: { retentionYears, keyBackupDays } }: Site,
  { signer }: Printing,
  { publicUrl }: ApiConfig,
  { name: seller }: Seller,
): Pick<Shop, 'erasures' | 'kept'> {
  const certify = createCertify({ ...signer, publicUrl, seller })
  return {
    erasures: { of: erasures.erasureOf, ask, isAsked, certify },
    kept: retentionOf(retentionYears, keyBackupDays),
  }
}

function forOperators(
  site: Site,
  config: ApiConfig,
  previewLetter: Shop['previewLetter'],
): Pick<Shop, 'money' | 'codec' | 'ops' | 'room' | 'previewLetter' | 'reviews' | 'readiness'> {
  const act = createOperator(site)
  return {
    money: moneyOf(site, act),
    codec: site.temporalSettings.dataConverter?.payloadCodecs?.[0] ?? null,
    ops: opsOf(site, act, config),
    room: openRoom(site),
    previewLetter,
    reviews: openReviews(site),
    readiness: readinessOf(site),
  }
}

function moneyOf({ report }: Site, act: Operator): Shop['money'] {
  const verb = 'review-prices'
  return {
    report,
    reviewPrices: (review) => act({ verb, subject: '', way: 'ops', ...review }),
  }
}

function opsOf(site: Site, act: Operator, { temporalUi }: ApiConfig): Shop['ops'] {
  const { open, find } = createOperatorStore(site.database)
  return {
    act,
    list: (text) => (text === '' ? open() : find(text)),
    wrong: createFirstLook(site),
    dossier: createReadDossier(site, temporalUi),
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

import type { Metrics } from '../clients/metrics.ts'
import type { Check } from '../clients/probes.ts'
import type { createTemporal } from '../clients/temporal/temporal.ts'
import { suspicionKinds } from '../guard/suspicion.ts'
import { findingKinds } from '../orders/reconcile/finding.ts'
import { canaryKinds } from '../pack/canary.ts'
import { type PriceWatch, reviewDue } from '../pack/price-review.ts'
import type { Queue } from '../pack/queues.ts'
import { budgetScopes } from '../pack/reason.ts'
import { reviewCauses, reviewVerdicts } from '../pack/review.ts'
import type { Undelivered } from '../store/orders/unfinished.ts'
import type { createStores } from '../store/stores.ts'
import type { createModels } from './models.ts'

type Stores = ReturnType<typeof createStores>

interface Watched
  extends Pick<
    Stores,
    | 'orders'
    | 'inbox'
    | 'outbox'
    | 'prices'
    | 'books'
    | 'reconciliation'
    | 'judgements'
    | 'reviews'
    | 'incidents'
  > {
  readonly metrics: Metrics
  readonly models: ReturnType<typeof createModels>
  readonly blobs: { ping(): Promise<void> }
  readonly database: { ping(): Promise<void> }
  readonly temporal: Pick<ReturnType<typeof createTemporal>, 'isServed'>
}

/** Gauges that ask whenever they are read. */
export function showAll({ metrics, models, orders, inbox, outbox, ...stores }: Watched): void {
  const { books, reconciliation, judgements, reviews, incidents } = stores
  metrics.showQuality(judgements.quality)
  metrics.showReviews(reviews.backlog)
  metrics.showIncidents(incidents.openByKind)
  metrics.showTiers(models.up)
  metrics.showModels(models.states)
  metrics.showUndelivered(async () => (await orders.undelivered())?.seconds ?? 0)
  metrics.showAttentions(orders.countAttentions)
  metrics.showAside(inbox.countAside)
  metrics.showPostponed(outbox.countPostponed)
  metrics.showReconciled(async () => (await reconciliation.standing()).age)
  metrics.showEndpoint(async () => (await reconciliation.standing()).faults.length)
  metrics.showBooks(async () => (await books.differences()).length)
  beginAtZero(metrics)
}

/** Counts that alerts look at: of one that begins with its first event, nobody can tell that it grew. */
function beginAtZero({ reconciled, webhooks, budgets, ...metrics }: Metrics): void {
  for (const kind of findingKinds) reconciled.inc({ kind }, 0)
  for (const scope of budgetScopes) budgets.refused.inc({ scope }, 0)
  for (const reason of suspicionKinds) metrics.guardBlocks.inc({ direction: 'input', reason }, 0)
  metrics.guardBlocks.inc({ direction: 'output', reason: 'judge' }, 0)
  for (const kind of canaryKinds) metrics.canaries.inc({ kind, end: 'rolled-back' }, 0)
  for (const why of reviewCauses)
    for (const verdict of reviewVerdicts)
      for (const tier of ['self-serve', 'full']) metrics.reviews.inc({ tier, why, verdict }, 0)
  for (const tier of ['4b', '32b']) metrics.precautions.inc({ tier }, 0)
  webhooks.inc({ type: 'unknown', result: 'refused' }, 0)
}

/** The required ones, and what the process can do without. */
export function checksOf({ database, blobs, models, temporal, ...stores }: Watched): Check[] {
  const { orders, inbox, books, prices, reconciliation } = stores
  const optional = (name: string, run: () => Promise<void>) => ({ name, required: false, run })
  return [
    { name: 'database', required: true, run: database.ping },
    { name: 'blobs', required: true, run: blobs.ping },
    optional('delivery', async () => requireDelivered(await orders.undelivered())),
    optional('workers', () => requireServed(temporal.isServed)),
    optional('models', models.requireUp),
    optional('inbox', async () => requireNone(await inbox.countAside())),
    optional('webhook-endpoint', async () => requireFit(await reconciliation.standing())),
    optional('books', async () => requireEqual(await books.differences())),
    optional('prices', async () => requireReviewed(await prices.watch())),
  ]
}

/** Seconds from a payment to the first release, at most. */
const inTime = 60

function requireDelivered(undelivered: Undelivered | null): void {
  if (undelivered === null || undelivered.seconds <= inTime) return
  const { count, order, paidAt } = undelivered
  throw new Error(
    `${count === 1 ? '1 paid order has' : `${count} paid orders have`} no pack yet, the first of them ${order}, paid ${paidAt}; npm run order -- open lists them.`,
  )
}

/** Without workers of these nothing that was paid for goes on by itself. */
const needed: readonly Queue[] = ['orders', 'assembly']

/** With Temporal away nothing is known, and another check says so. */
async function requireServed(isServed: (queue: Queue) => Promise<boolean>): Promise<void> {
  const served = await Promise.all(needed.map((queue) => isServed(queue).catch(() => true)))
  const idle = needed.filter((_, index) => !served[index]).join(',')
  if (idle !== '')
    throw new Error(
      `No worker serves ${idle}; start one with npm run start:worker -- --queues ${idle}.`,
    )
}

function requireNone(aside: number): void {
  if (aside > 0)
    throw new Error(`${aside} of Stripe’s events set aside; npm run order -- events lists them.`)
}

function requireFit({ faults }: { faults: readonly string[] }): void {
  if (faults.length > 0) throw new Error(faults.join(' '))
}

function requireEqual(differences: readonly { order: string }[]): void {
  const [first] = differences
  if (first !== undefined)
    throw new Error(
      `The books of ${differences.length} orders do not balance, the first of them ${first.order}; the log has the sums.`,
    )
}

function requireReviewed(watch: PriceWatch): void {
  const due = reviewDue(watch, new Date())
  if (due !== null)
    throw new Error(
      `A price review is due: ${due}; /ops/money shows what has changed since the last one.`,
    )
}

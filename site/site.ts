import { createFileBlobs } from '../clients/blobs/files.ts'
import { type Environment, readBase, readTelemetry } from '../clients/config.ts'
import { createLog } from '../clients/log.ts'
import { createMetrics, type Metrics } from '../clients/metrics.ts'
import { createObserver } from '../clients/observe.ts'
import type { Check } from '../clients/probes.ts'
import { refuseUnsafe } from '../clients/production.ts'
import { openTracing } from '../clients/telemetry/open-tracing.ts'
import { createTemporal, readTemporal } from '../clients/temporal/temporal.ts'
import { type PriceWatch, reviewDue } from '../pack/price-review.ts'
import { openDatabase } from '../store/database/database.ts'
import { createStores } from '../store/stores.ts'
import { closeFolders } from './data-folder.ts'
import { createModels } from './models.ts'
import type { Printing, PrintingParts } from './printing.ts'
import { openReporting } from './report.ts'

/** What every process has, whatever queues it serves. */
export type Site = Awaited<ReturnType<typeof openSite>>

/** What a process is. */
interface Role {
  /** By which the log knows it. */
  readonly part: string
  /** It takes orders and payments, so it is held against all that a shop needs. */
  readonly sells: boolean
}

export async function openSite(environment: Environment, { part, sells }: Role) {
  refuseUnsafe(environment, sells)
  const config = readBase(environment)
  closeFolders(config.dataDir)
  const log = createLog(config.logLevel, part)
  const metrics = createMetrics()
  const tracing = await openTracing(readTelemetry(environment), log)
  const observe = createObserver(metrics, log, tracing)
  const temporalSettings = readTemporal(environment)
  const temporal = createTemporal(temporalSettings, config.queuePrefix)
  const database = await openDatabase(config.database)
  const stores = createStores(database.db)
  const { breakers, settings } = stores
  const blobs = createFileBlobs(config.blobFolder)
  const models = createModels({ breakers, settings, isServed: temporal.isServed, clock: Date.now })
  const watched = { ...stores, metrics, models, blobs, database }
  showAll(watched)
  const checks = checksOf(watched)
  const reporting = openReporting(environment, database.db)
  const common = { environment, sells, config, observe, blobs, ...stores }
  let printing: Promise<Printing> | undefined
  return {
    ...common,
    log,
    metrics,
    tracing,
    temporal,
    temporalSettings,
    database,
    checks,
    report: reporting.report,
    /** Loaded on first use, by processes that render and sign. */
    printing: () => (printing ??= loadPrinting(common)),
    async close() {
      await (await printing)?.close()
      await temporal.close()
      await reporting.close()
      await database.close()
      await tracing.close()
    },
  }
}

type Stores = ReturnType<typeof createStores>

interface Watched extends Pick<Stores, 'inbox' | 'prices' | 'books' | 'reconciliation'> {
  readonly metrics: Metrics
  readonly models: ReturnType<typeof createModels>
  readonly blobs: { ping(): Promise<void> }
  readonly database: { ping(): Promise<void> }
}

/** Gauges that ask whenever they are read. */
function showAll({ metrics, models, inbox, books, reconciliation }: Watched): void {
  metrics.showTiers(models.up)
  metrics.showModels(models.states)
  metrics.showAside(inbox.countAside)
  metrics.showReconciled(async () => (await reconciliation.standing()).age)
  metrics.showEndpoint(async () => (await reconciliation.standing()).faults.length)
  metrics.showBooks(async () => (await books.differences()).length)
}

function checksOf({ database, blobs, models, ...stores }: Watched): Check[] {
  const { inbox, books, prices, reconciliation } = stores
  const optional = (name: string, run: () => Promise<void>) => ({ name, required: false, run })
  return [
    { name: 'database', required: true, run: database.ping },
    { name: 'blobs', required: true, run: blobs.ping },
    optional('models', models.requireUp),
    optional('inbox', async () => requireNone(await inbox.countAside())),
    optional('webhook-endpoint', async () => requireFit(await reconciliation.standing())),
    optional('books', async () => requireEqual(await books.differences())),
    optional('prices', async () => requireReviewed(await prices.watch())),
  ]
}

async function loadPrinting(parts: PrintingParts): Promise<Printing> {
  const { openPrinting } = await import('./printing.ts')
  return openPrinting(parts)
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
  if (due !== null) throw new Error(`A price review is due: ${due}; npm run report has the costs.`)
}

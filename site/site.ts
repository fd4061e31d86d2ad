import { openBlobs } from '../clients/blobs/open.ts'
import { createOrderBlobs } from '../clients/blobs/order-blobs.ts'
import { type Environment, readBase, readTelemetry } from '../clients/config.ts'
import { createLog } from '../clients/log.ts'
import { createMetrics } from '../clients/metrics.ts'
import { createObserver } from '../clients/observe.ts'
import { refuseUnsafe } from '../clients/production.ts'
import { openTracing } from '../clients/telemetry/open-tracing.ts'
import { createTemporal, readTemporal } from '../clients/temporal/temporal.ts'
import { openDatabase } from '../store/database/database.ts'
import { eraseAgain } from '../store/orders/erasures.ts'
import { requireKeys } from '../store/orders/order-keys.ts'
import { createStores } from '../store/stores.ts'
import { closeFolders } from './data-folder.ts'
import { createModels } from './models.ts'
import type { Printing, PrintingParts } from './printing.ts'
import { openReporting } from './report.ts'
import { openVault } from './vault.ts'
import { checksOf, showAll } from './watch.ts'

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
  const vault = openVault({ environment, config })
  const database = await openDatabase({ ...config.database, vault })
  await requireKeys(database)
  await eraseAgain(database.db)
  const stores = createStores(database)
  const { breakers, settings } = stores
  const store = await openBlobs(config.store)
  const blobs = createOrderBlobs({ store, keys: stores.orderKeys, vault, observe })
  const models = createModels({ breakers, settings, isServed: temporal.isServed, clock: Date.now })
  const watched = { ...stores, metrics, models, blobs, database, temporal }
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
    demand: reporting.demand,
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

async function loadPrinting(parts: PrintingParts): Promise<Printing> {
  const { openPrinting } = await import('./printing.ts')
  return openPrinting(parts)
}

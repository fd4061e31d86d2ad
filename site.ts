import { createFileBlobs } from './clients/blobs.ts'
import { type Environment, readBase } from './clients/config.ts'
import { createLog } from './clients/log.ts'
import { createMetrics } from './clients/metrics.ts'
import { createObserver } from './clients/observe.ts'
import type { Check } from './clients/probes.ts'
import { createTemporal, readTemporal } from './clients/temporal.ts'
import type { Press } from './documents/press.ts'
import { createBuildRelease } from './orders/build-release.ts'
import { openDatabase } from './store/database.ts'
import { createOrderStore } from './store/orders.ts'
import { createOutcomeStore } from './store/outcomes.ts'
import { createReleaseStore } from './store/releases.ts'

/** What every process has, whatever queues it serves. */
export type Site = Awaited<ReturnType<typeof openSite>>

export async function openSite(environment: Environment, part: string) {
  const config = readBase(environment)
  const log = createLog(config.logLevel, part)
  const metrics = createMetrics()
  const temporalSettings = readTemporal(environment)
  const temporal = createTemporal(temporalSettings, config.queuePrefix)
  const database = await openDatabase(config.database)
  const blobs = createFileBlobs(config.blobFolder)
  const checks: Check[] = [
    { name: 'database', required: true, run: database.ping },
    { name: 'blobs', required: true, run: blobs.ping },
  ]
  return {
    environment,
    config,
    log,
    metrics,
    observe: createObserver(metrics, log),
    temporal,
    temporalSettings,
    database,
    blobs,
    orders: createOrderStore(database.db),
    outcomes: createOutcomeStore(database.db),
    releases: createReleaseStore(database.db),
    checks,
    async close() {
      await temporal.close()
      await database.close()
    },
  }
}

/** @param press from `documents/press.ts`, which only processes load that render */
export function releaseBuilder(site: Site, press: Press) {
  const { orders, outcomes, releases, blobs, observe } = site
  return createBuildRelease({ orders, outcomes, releases, blobs, observe, press })
}

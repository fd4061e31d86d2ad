import { availableParallelism } from 'node:os'
import { createFileBlobs } from './clients/blobs.ts'
import { type Environment, readBase, readSigning } from './clients/config.ts'
import { keysFrom, writePublicKey } from './clients/keys.ts'
import { createLog } from './clients/log.ts'
import { createMetrics } from './clients/metrics.ts'
import { createObserver } from './clients/observe.ts'
import type { Check } from './clients/probes.ts'
import { createTemporal, readTemporal } from './clients/temporal.ts'
import type { PackText } from './documents/compose.ts'
import { createPress, type Press } from './documents/press.ts'
import { createSigner } from './documents/signature.ts'
import { createBuildRelease, type Press as OrderPress } from './orders/build-release.ts'
import { openDatabase } from './store/database.ts'
import { createOrderStore } from './store/orders.ts'
import { createOutcomeStore } from './store/outcomes.ts'
import { createReleaseStore } from './store/releases.ts'
import { createUnfinished } from './store/unfinished.ts'

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
  let press: Press | undefined
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
    orders: { ...createOrderStore(database.db), ...createUnfinished(database.db) },
    outcomes: createOutcomeStore(database.db),
    releases: createReleaseStore(database.db),
    checks,
    /** For processes that sign; the public key is left where `npm run verify` looks for it. */
    signing() {
      const seeds = keysFrom('SIGNING_KEY', readSigning(environment), config.dataDir, 'signing')
      const publicKeys = seeds.map((seed) => createSigner(seed).publicPem).join('')
      writePublicKey(config.dataDir, publicKeys)
      return { seed: seeds[0] ?? '', publicKeys }
    },
    /** Renders; its threads start with the first work, and all in this process share them. */
    press: () => (press ??= createPress({ threads: Math.max(2, availableParallelism()) })),
    async close() {
      await press?.close()
      await temporal.close()
      await database.close()
    },
  }
}

/** Builds releases in this process, signed with its key. */
export function releaseBuilder(site: Site, seed: string) {
  const { orders, outcomes, releases, blobs, observe } = site
  const press = site.press()
  const signing: OrderPress<PackText> = {
    ...press,
    bind: (order, composition, text, pages, signal) =>
      press.bind(order, composition, text, pages, seed, signal),
  }
  return createBuildRelease({ orders, outcomes, releases, blobs, observe, press: signing })
}

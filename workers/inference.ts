import { readFileSync } from 'node:fs'
import { Worker } from '@temporalio/worker'
import { createInferenceActivities, type InferenceUseCases } from '../activities/inference.ts'
import { ConfigError, readModels } from '../clients/config.ts'
import { unsupportedCharacters } from '../documents/type/characters.ts'
import { createInference, type InferenceDeps } from '../inference/inference.ts'
import { limitsFor } from '../inference/job/limits.ts'
import { serviceKey } from '../inference/route/breaker/keys.ts'
import { probePause } from '../inference/route/breaker/times.ts'
import { endpointsFromUrls, parseEndpoints } from '../inference/route/endpoints.ts'
import { createServed } from '../inference/route/served.ts'
import { isEntitled, type ModelTier } from '../pack/order.ts'
import { inferenceQueue } from '../pack/queues.ts'
import type { Site } from '../site/site.ts'
import { openVault } from '../site/vault.ts'
import type { Runner, WorkerConnection } from './connection.ts'
import { createLoop } from './loop.ts'
import { createSettingsWatch } from './settings-watch.ts'

/** Milliseconds beyond the longest attempt, for its answer to reach Temporal. */
const grace = 5_000

/** One tier's inference queue; each tier has its own file, endpoints and slots. */
export async function createInferenceRunners(
  tier: ModelTier,
  site: Site,
  temporal: WorkerConnection,
): Promise<Runner[]> {
  const { config, calls, budgets, breakers, reusableTexts, observe } = site
  const { quarantine, endpoints } = modelsOf(tier, site)
  await breakers.enrol(tier, endpoints.map(serviceKey))
  const served = createServed(endpoints, observe.endpointSeen)
  await site.prices.seen(endpoints)
  const { settingsOf, runner } = await createSettingsWatch(site)
  const inference = createInference({
    endpoints,
    served: served.endpoints,
    settingsOf,
    observeRetrieval: observe.retrieved,
    calls,
    vault: createSealing(site),
    admission: { budgets, observe: observe.budgets },
    breakers: { store: breakers, quarantine, observe },
    reuse: { texts: reusableTexts, observe: observe.reused },
    clock: Date.now,
    limits: limitsFor(config.timeouts),
    unprintable: unsupportedCharacters,
    observe: observe.called,
  })
  const activities = createInferenceActivities(
    { writePart: createWritePart(site, inference) },
    tier,
  )
  const worker = await Worker.create({
    connection: temporal.connection,
    namespace: temporal.namespace,
    interceptors: temporal.interceptors,
    taskQueue: temporal.nameOf(inferenceQueue(tier)),
    activities,
    maxConcurrentActivityTaskExecutions: Math.max(...endpoints.map(({ slots }) => slots)),
    // A worker that is told to stop finishes its calls: a deploy uses up no attempt and no tokens.
    shutdownGraceTime: config.timeouts[tier].attempt + grace,
  })
  return [worker, runner, lookout(served), prober(inference.probe, quarantine, site)]
}

function createWritePart(
  { orders, observe }: Site,
  inference: ReturnType<typeof createInference>,
): InferenceUseCases['writePart'] {
  return async (key, tier, time, signal) => {
    const order = await orders.byId(key.order)
    // Nothing is bought for a payment that was taken back.
    if (order === undefined || !isEntitled(order.state))
      return { source: 'none', reason: 'misconfigured' }
    const ask = { ...key, order, email: order.email, tier, ...time }
    const outcome = await inference.write(ask, signal)
    observe.attempted(key, tier, outcome)
    return outcome
  }
}

/** Milliseconds between two looks at what the servers say of themselves. */
const lookPause = 60_000

function lookout({ look }: ReturnType<typeof createServed>): Runner {
  const work = async () => {
    await look()
    return false
  }
  return createLoop({ work, pause: lookPause, failed: () => {} })
}

function prober(
  probe: (stop: AbortSignal) => Promise<void>,
  quarantine: number,
  { log }: Site,
): Runner {
  const work = async (stop: AbortSignal) => {
    await probe(stop)
    return false
  }
  const failed = (error: unknown) =>
    log.warn({ error }, 'models not probed; the next turn tries again')
  return createLoop({ work, pause: probePause(quarantine), failed })
}

function modelsOf(tier: ModelTier, { environment }: Site) {
  const models = readModels(environment)
  const key = models.apiKey ?? null
  const endpoints = models.file
    ? parseEndpoints(readFileSync(models.file, 'utf8').replace(/^\uFEFF/, ''), environment)
    : endpointsFromUrls({ tier, key, ...models[tier] })
  const ofTier = endpoints.filter((endpoint) => endpoint.tier === tier)
  if (ofTier.length > 0) return { quarantine: models.quarantine, endpoints: ofTier }
  throw new ConfigError(
    `No model endpoint is named for ${inferenceQueue(tier)}; set VLLM_${tier.toUpperCase()}_URLS or ENDPOINTS_FILE, or leave this queue out of --queues.`,
  )
}

/** A key that does not open costs a page of the log, never a text. */
function createSealing(site: Site): InferenceDeps['vault'] {
  const vault = openVault(site)
  return {
    newKey: vault.newKey,
    seal(order, wrapped, attempt, said) {
      try {
        return vault.close(order, wrapped, attempt, said)
      } catch (error) {
        site.observe.notKept(order, error)
        return null
      }
    },
  }
}

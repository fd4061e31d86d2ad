import { ConfigError, readModels } from '../clients/config.ts'
import { unsupportedCharacters } from '../documents/type/characters.ts'
import { createInference } from '../inference/inference.ts'
import { limitsFor } from '../inference/job/timeouts.ts'
import { serviceKey } from '../inference/route/breaker/keys.ts'
import { probePause } from '../inference/route/breaker/times.ts'
import { createServed } from '../inference/route/served.ts'
import type { ModelTier } from '../pack/order.ts'
import { inferenceQueue } from '../pack/queues.ts'
import type { Site } from '../site/site.ts'
import type { Runner } from './connection.ts'
import { endpointsOf } from './endpoints-of.ts'
import { createLoop } from './loop.ts'
import { createSettingsWatch } from './settings-watch.ts'

/** The policy around the models of one tier, on this site's stores, and what has to run beside it. */
export async function openPolicy(tier: ModelTier, site: Site) {
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
    admission: { budgets, observe: observe.budgets },
    breakers: { store: breakers, quarantine, observe },
    reuse: { texts: reusableTexts, observe: observe.reused },
    clock: Date.now,
    limits: limitsFor(config.timeouts),
    unprintable: unsupportedCharacters,
    observe: observe.called,
    observeGuard: observe.guarded,
  })
  const runners = [runner, lookout(served), prober(inference.probe, quarantine, site)]
  return { write: inference.write, endpoints, runners }
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
  probe: (stop: AbortSignal) => Promise<unknown>,
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
  const { quarantine } = readModels(environment)
  const endpoints = endpointsOf(tier, environment)
  if (endpoints.length > 0) return { quarantine, endpoints }
  throw new ConfigError(
    `No model endpoint is named for ${inferenceQueue(tier)}; set VLLM_${tier.toUpperCase()}_URLS or ENDPOINTS_FILE, or leave this queue out of --queues.`,
  )
}

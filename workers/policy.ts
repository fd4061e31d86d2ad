import { ConfigError, readModels } from '../clients/config.ts'
import { unsupportedCharacters } from '../documents/type/characters.ts'
import { createInference } from '../inference/inference.ts'
import { limitsFor } from '../inference/job/timeouts.ts'
import { serviceKey } from '../inference/route/breaker/keys.ts'
import { probePause } from '../inference/route/breaker/times.ts'
import { createServed } from '../inference/route/served.ts'
import type { EndpointTier, ModelTier } from '../pack/order.ts'
import { inferenceQueue } from '../pack/queues.ts'
import type { Site } from '../site/site.ts'
import type { Runner } from './connection.ts'
import { endpointsOf } from './endpoints-of.ts'
import { createJudgeStanding } from './judge-standing.ts'
import { createLoop } from './loop.ts'
import { createSettingsWatch } from './settings-watch.ts'

/** The policy around the models of one tier, on this site's stores, and what has to run beside it. */
export async function openPolicy(tier: ModelTier, site: Site) {
  const { reusableTexts, observe } = site
  const { parts, runnersOf } = await openPolicyParts(tier, site)
  const judge = await createJudgeStanding(site)
  const inference = createInference({
    ...parts,
    observeRetrieval: observe.retrieved,
    reuse: { texts: reusableTexts, observe: observe.reused },
    unprintable: unsupportedCharacters,
    observeGuard: observe.guarded,
    standing: judge.standing,
    writtenBy: judge.writtenBy,
  })
  const runners = [...runnersOf(inference.probe), judge.runner]
  return { write: inference.write, endpoints: parts.endpoints, runners }
}

/** What a writer's and the judge's policy have in common. */
export async function openPolicyParts(tier: EndpointTier, site: Site) {
  const { config, calls, budgets, breakers, observe } = site
  const { quarantine, endpoints } = modelsOf(tier, site)
  await breakers.enrol(tier, endpoints.map(serviceKey))
  const served = createServed(endpoints, observe.endpointSeen)
  await site.prices.seen(endpoints)
  const { settingsOf, runner } = await createSettingsWatch(site)
  const parts = {
    endpoints,
    served: served.endpoints,
    settingsOf,
    calls,
    admission: { budgets, observe: observe.budgets },
    breakers: { store: breakers, quarantine, observe },
    clock: Date.now,
    limits: limitsFor(config.timeouts),
    observe: observe.called,
  }
  const runnersOf = (probe: Probe) => [runner, lookout(served), prober(probe, quarantine, site)]
  return { parts, runnersOf }
}

type Probe = (stop: AbortSignal) => Promise<unknown>

/** Milliseconds between two looks at what the servers say of themselves. */
const lookPause = 60_000

function lookout({ look }: ReturnType<typeof createServed>): Runner {
  const work = async () => {
    await look()
    return false
  }
  return createLoop({ work, pause: lookPause, failed: () => {} })
}

function prober(probe: Probe, quarantine: number, { log }: Site): Runner {
  const work = async (stop: AbortSignal) => {
    await probe(stop)
    return false
  }
  const failed = (error: unknown) =>
    log.warn({ error }, 'models not probed; the next turn tries again')
  return createLoop({ work, pause: probePause(quarantine), failed })
}

function modelsOf(tier: EndpointTier, { environment }: Site) {
  const { quarantine } = readModels(environment)
  const endpoints = endpointsOf(tier, environment)
  if (endpoints.length > 0) return { quarantine, endpoints }
  throw new ConfigError(
    `No model endpoint is named for ${inferenceQueue(tier)}; set VLLM_${tier.toUpperCase()}_URLS or ENDPOINTS_FILE, or leave this queue out of --queues.`,
  )
}

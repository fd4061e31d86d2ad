import { type Environment, readModels } from '../../clients/config.ts'
import type { ModelTier } from '../../pack/order.ts'
import { startStandInModel } from '../stand-in-model.ts'
import { type DemoModel, startFaultProxy } from './fault-proxy.ts'
import type { ModelMode } from './options.ts'

/** Both tiers' endpoints. */
export interface Models {
  readonly environment: Readonly<Record<string, string>>
  recover(): Promise<void>
  stop(): Promise<void>
}

const behaviours = {
  up: 'up',
  down: 'away',
  late: 'away',
  slow: 'slow',
  garbage: 'garbage',
  refusing: 'refusing',
} as const satisfies Record<ModelMode, string>

/** A proxy in front of each endpoint that the environment names; a stand-in for a tier without. */
export async function startModels(mode: ModelMode, environment: Environment): Promise<Models> {
  const named = readModels({ ...environment, ENDPOINTS_FILE: '' })
  const small = await startTier('4b')
  const large = await startTier('32b')
  const all = [...small, ...large]
  return {
    environment: {
      VLLM_4B_URLS: urlsOf(small),
      VLLM_4B_MODEL: named['4b'].model,
      VLLM_32B_URLS: urlsOf(large),
      VLLM_32B_MODEL: named['32b'].model,
    },
    recover: async () => void (await Promise.all(all.map((model) => model.recover()))),
    stop: async () => void (await Promise.all(all.map((model) => model.stop()))),
  }

  async function startTier(tier: ModelTier): Promise<DemoModel[]> {
    const { urls, model } = named[tier]
    if (urls.length === 0) return [await startStandIn(model, mode)]
    return Promise.all(urls.map((url) => startFaultProxy(url, model, mode)))
  }
}

function urlsOf(models: readonly DemoModel[]): string {
  return models.map(({ url }) => url).join(',')
}

async function startStandIn(model: string, mode: ModelMode): Promise<DemoModel> {
  const server = await startStandInModel({ models: [model] })
  await server.behave(behaviours[mode])
  return { url: server.url, recover: () => server.behave('up'), stop: server.close }
}

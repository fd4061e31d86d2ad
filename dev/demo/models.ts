import { startStandInModel } from '../stand-in-model.ts'
import type { ModelMode } from './options.ts'

/** Both tiers' stand-in endpoints, told to behave as the demonstration wants. */
export interface Models {
  readonly environment: Readonly<Record<string, string>>
  /** The model comes back. */
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

const names = { '4B': 'packhorse-4b-lora', '32B': 'packhorse-32b-awq' } as const

export async function startModels(mode: ModelMode): Promise<Models> {
  const small = await startStandInModel({ models: [names['4B']] })
  const large = await startStandInModel({ models: [names['32B']] })
  const both = [small, large]
  await Promise.all(both.map((model) => model.behave(behaviours[mode])))
  return {
    environment: {
      VLLM_4B_URLS: small.url,
      VLLM_4B_MODEL: names['4B'],
      VLLM_32B_URLS: large.url,
      VLLM_32B_MODEL: names['32B'],
    },
    recover: async () => void (await Promise.all(both.map((model) => model.behave('up')))),
    stop: async () => void (await Promise.all(both.map((model) => model.close()))),
  }
}

import { isGuest, type ModelTier, type Tier } from './order.ts'

/** The task queues; `QUEUE_PREFIX` goes before each. */
export const queues = [
  'orders',
  'assembly',
  'assembly-full',
  'inference-4b-lora',
  'inference-32b-awq',
  'inference-32b-awq-spare',
  'upkeep',
] as const

export type Queue = (typeof queues)[number]

/** What `--queues` accepts: `assembly` and `inference-32b-awq` serve two queues each, with slots apart. */
export const workerNames = [
  'orders',
  'assembly',
  'inference-4b-lora',
  'inference-32b-awq',
  'upkeep',
] as const

export type WorkerName = (typeof workerNames)[number]

/** Full orders render on a queue of their own, so that a self-serve flood cannot hold them up. */
export function assemblyQueue(tier: Tier): Queue {
  return tier === 'full' ? 'assembly-full' : 'assembly'
}

export function inferenceQueue(model: ModelTier) {
  return model === '32b' ? 'inference-32b-awq' : 'inference-4b-lora'
}

/** Where an order's calls of a model wait: guests on a queue of their own, for the same reason. */
export function callQueue(tier: Tier, model: ModelTier): Queue {
  return isGuest(tier, model) ? 'inference-32b-awq-spare' : inferenceQueue(model)
}

import { type EndpointTier, isGuest, type ModelTier, type Tier } from './order.ts'

/** The task queues; `QUEUE_PREFIX` goes before each. */
export const queues = [
  'orders',
  'assembly',
  'assembly-full',
  'inference-4b-lora',
  'inference-32b-awq',
  'inference-32b-awq-spare',
  'inference-judge',
  'upkeep',
] as const

export type Queue = (typeof queues)[number]

/** What `--queues` accepts: `assembly` and `inference-32b-awq` serve two queues each, with slots apart. */
export const workerNames = [
  'orders',
  'assembly',
  'inference-4b-lora',
  'inference-32b-awq',
  'inference-judge',
  'upkeep',
] as const

export type WorkerName = (typeof workerNames)[number]

/** What every shop needs; a judge is there for those who name one. */
export const usualWorkers = workerNames.filter((name) => name !== 'inference-judge')

/** Full orders render on a queue of their own, so that a self-serve flood cannot hold them up. */
export function assemblyQueue(tier: Tier): Queue {
  return tier === 'full' ? 'assembly-full' : 'assembly'
}

const inferenceQueues = {
  '4b': 'inference-4b-lora',
  '32b': 'inference-32b-awq',
  judge: 'inference-judge',
} as const

export function inferenceQueue<Of extends EndpointTier>(model: Of) {
  return inferenceQueues[model]
}

/** Where an order's calls of a model wait: guests on a queue of their own, for the same reason. */
export function callQueue(tier: Tier, model: ModelTier): Queue {
  return isGuest(tier, model) ? 'inference-32b-awq-spare' : inferenceQueue(model)
}

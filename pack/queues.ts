import type { ModelTier, Tier } from './order.ts'

/** The task queues; `QUEUE_PREFIX` goes before each. */
export const queues = [
  'orders',
  'assembly',
  'assembly-full',
  'inference-4b-lora',
  'inference-32b-awq',
  'upkeep',
] as const

export type Queue = (typeof queues)[number]

/** What `--queues` accepts: `assembly` serves both assembly queues, with slots apart. */
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

export function inferenceQueue(tier: ModelTier): Queue {
  return tier === '32b' ? 'inference-32b-awq' : 'inference-4b-lora'
}

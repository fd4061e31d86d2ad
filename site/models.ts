import type { ModelTier } from '../pack/order.ts'
import { inferenceQueue, type Queue } from '../pack/queues.ts'
import type { TierState } from '../store/model-tiers.ts'

interface ModelPorts {
  /** How the calls of a tier ended. */
  readonly tiers: { all(): Promise<TierState[]> }
  /** Whether a worker asks for work of the queue. */
  readonly isServed: (queue: Queue) => Promise<boolean>
}

const known: readonly ModelTier[] = ['4b', '32b']

/** Whether the models can be reached: a tier whose queue nobody serves makes no call that could fail. */
export function createModels({ tiers, isServed }: ModelPorts) {
  async function unserved(): Promise<ModelTier[]> {
    // With Temporal away nothing is known, and another check says so.
    const served = await Promise.all(
      known.map((tier) => isServed(inferenceQueue(tier)).catch(() => true)),
    )
    return known.filter((_, index) => !served[index])
  }

  return {
    /** 1 or 0 of each tier that was ever asked or that nobody serves. */
    async up(): Promise<ReadonlyMap<ModelTier, number>> {
      const [states, idle] = await Promise.all([tiers.all(), unserved()])
      const up = states.map(({ tier, state }) => [tier, state === 'up' ? 1 : 0] as const)
      return new Map([...up, ...idle.map((tier) => [tier, 0] as const)])
    },

    /** @throws Error that names the tiers that cannot be reached, and why */
    async requireUp(): Promise<void> {
      const [states, idle] = await Promise.all([tiers.all(), unserved()])
      const silent = states
        .filter(({ state }) => state === 'degraded')
        .map(({ tier, since, reason }) => `${tier} since ${since} (${reason})`)
      const said = [
        ...(silent.length > 0 ? [`Models do not answer: ${silent.join(', ')}.`] : []),
        ...idle.map((tier) => `No worker serves ${inferenceQueue(tier)}.`),
      ]
      if (said.length > 0) throw new Error(said.join(' '))
    },
  }
}

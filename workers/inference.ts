import { createInferenceActivities } from '../activities/inference.ts'
import type { ModelTier } from '../pack/order.ts'
import { inferenceQueue, type Queue } from '../pack/queues.ts'
import type { Site } from '../site/site.ts'
import type { Runner, WorkerConnection } from './connection.ts'
import { openPolicy } from './policy.ts'
import { serve } from './serve.ts'
import { createWritePart } from './write-part.ts'

/** Milliseconds beyond the longest attempt, for its answer to reach Temporal. */
const grace = 5_000

/** One tier's inference queues; each tier has its own file, endpoints and slots. */
export async function createInferenceRunners(
  tier: ModelTier,
  site: Site,
  temporal: WorkerConnection,
): Promise<Runner[]> {
  const { write, endpoints, runners } = await openPolicy(tier, site)
  const activities = createInferenceActivities(
    { writePart: createWritePart({ ...site, write }) },
    tier,
  )
  const longest = site.config.timeouts[tier].attempt + grace
  const create = (queue: Queue, slots: number) =>
    serve(
      { site, temporal, queue, busy: longest },
      {
        activities,
        maxConcurrentActivityTaskExecutions: slots,
        // A worker that is told to stop finishes its calls: a deploy uses up no attempt and no tokens.
        shutdownGraceTime: longest,
      },
    )
  const slots = Math.max(...endpoints.map((endpoint) => endpoint.slots))
  const own = await create(inferenceQueue(tier), slots)
  if (tier === '4b') return [...own, ...runners]
  // A guest waits for its endpoint in a slot that no call of the tier's own could have had.
  const spare = await create('inference-32b-awq-spare', Math.ceil(slots / 4))
  return [...own, ...spare, ...runners]
}

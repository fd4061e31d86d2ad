import { Worker } from '@temporalio/worker'
import { createInferenceActivities } from '../activities/inference.ts'
import type { ModelTier } from '../pack/order.ts'
import { inferenceQueue } from '../pack/queues.ts'
import type { Site } from '../site/site.ts'
import type { Runner, WorkerConnection } from './connection.ts'
import { openPolicy } from './policy.ts'
import { createWritePart } from './write-part.ts'

/** Milliseconds beyond the longest attempt, for its answer to reach Temporal. */
const grace = 5_000

/** One tier's inference queue; each tier has its own file, endpoints and slots. */
export async function createInferenceRunners(
  tier: ModelTier,
  site: Site,
  temporal: WorkerConnection,
): Promise<Runner[]> {
  const { write, endpoints, runners } = await openPolicy(tier, site)
  const worker = await Worker.create({
    connection: temporal.connection,
    namespace: temporal.namespace,
    interceptors: temporal.interceptors,
    taskQueue: temporal.nameOf(inferenceQueue(tier)),
    activities: createInferenceActivities({ writePart: createWritePart({ ...site, write }) }, tier),
    maxConcurrentActivityTaskExecutions: Math.max(...endpoints.map(({ slots }) => slots)),
    // A worker that is told to stop finishes its calls: a deploy uses up no attempt and no tokens.
    shutdownGraceTime: site.config.timeouts[tier].attempt + grace,
  })
  return [worker, ...runners]
}

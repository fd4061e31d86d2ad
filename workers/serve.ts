import { Worker, type WorkerOptions } from '@temporalio/worker'
import { asksAnew } from '../clients/temporal/queues.ts'
import type { Queue } from '../pack/queues.ts'
import type { Site } from '../site/site.ts'
import type { Runner, WorkerConnection } from './connection.ts'
import { createTakeOver } from './take-over.ts'

export interface ServeParts {
  readonly site: Pick<Site, 'config' | 'log' | 'temporal'>
  readonly temporal: WorkerConnection
  readonly queue: Queue
  /** Milliseconds for which all slots may be taken, so that the worker asks for nothing; 0 when left out. */
  readonly busy?: number
}

/** A queue's worker, and what takes the queue over where all who were to have it are gone. */
export async function serve(parts: ServeParts, options: Partial<WorkerOptions>): Promise<Runner[]> {
  const { site, temporal, queue, busy = 0 } = parts
  const { build } = site.config
  const taskQueue = `${site.config.queuePrefix}${queue}`
  const worker = await Worker.create({
    connection: temporal.connection,
    namespace: temporal.namespace,
    interceptors: temporal.interceptors,
    dataConverter: temporal.dataConverter,
    taskQueue,
    ...(build !== null && { workerDeploymentOptions: deploymentOf(taskQueue, build) }),
    ...options,
  })
  const takeOver = createTakeOver({
    build,
    standing: () => site.temporal.standing(queue),
    makeCurrent: (build, by) => site.temporal.makeCurrent(queue, build, by),
    patience: asksAnew + busy,
    log: site.log.child({ queue }),
  })
  return [worker, takeOver]
}

/**
 * Each queue is promoted by itself, so that one whose new workers did not come up goes on with its old ones, and
 * what a model is asked never waits for an order to change its build.
 */
const deploymentOf = (deploymentName: string, buildId: string) => ({
  version: { deploymentName, buildId },
  useWorkerVersioning: true as const,
  defaultVersioningBehavior: 'AUTO_UPGRADE' as const,
})

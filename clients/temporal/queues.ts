import type { Connection } from '@temporalio/client'
import { tsToMs } from '@temporalio/common/lib/time.js'
import type { Queue } from '../../pack/queues.ts'

type Service = Connection['workflowService']
type Asked = Parameters<Service['describeTaskQueue']>[0]
type Kind = NonNullable<Asked['taskQueueType']>
type Poller = Awaited<ReturnType<Service['describeTaskQueue']>>['pollers'][number]

/** Value of `temporal.api.enums.v1.TaskQueueType`: activities. */
// oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- its package is not a dependency
const taskQueueType = 2 as Kind

/** Value of `temporal.api.enums.v1.WorkerVersioningMode`. Without it a worker's build id is only a name. */
// oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- its package is not a dependency
const versioned = 2 as NonNullable<NonNullable<Poller['deploymentOptions']>['workerVersioningMode']>

/** Milliseconds in which a worker with a free slot asks anew: the server ends each question after a minute. */
export const asksAnew = 90_000

/** Who is to have a queue's work, and who asks for it. A build of null: workers that were given none. */
export interface QueueStanding {
  /** The build that the server gives it to. */
  readonly current: string | null
  /** When workers of each build asked last, in epoch milliseconds; those of the last five minutes. */
  readonly asked: ReadonlyMap<string | null, number>
}

/** What the server knows of our queues. Each is a Worker Deployment of its own, by the same name. */
export function createQueueView(connection: Connection, namespace: string, queuePrefix: string) {
  const { workflowService } = connection

  const describe = (queue: Queue) => {
    const taskQueue = { name: `${queuePrefix}${queue}` }
    return connection.withDeadline(Date.now() + 2_000, () =>
      workflowService.describeTaskQueue({ namespace, taskQueue, taskQueueType }),
    )
  }

  return {
    /** Whether a worker asked for activities of the queue in the last minutes. */
    async isServed(queue: Queue): Promise<boolean> {
      return (await describe(queue)).pollers.length > 0
    },

    /** How many activities wait for a worker, as far as the server estimates it. */
    async backlog(queue: Queue): Promise<number> {
      const taskQueue = { name: `${queuePrefix}${queue}` }
      const { stats } = await connection.withDeadline(Date.now() + 2_000, () =>
        workflowService.describeTaskQueue({
          ...{ namespace, taskQueue, taskQueueType },
          reportStats: true,
        }),
      )
      return Number(stats?.approximateBacklogCount ?? 0)
    },

    async standing(queue: Queue): Promise<QueueStanding> {
      const { pollers, versioningInfo } = await describe(queue)
      return {
        current: versioningInfo?.currentDeploymentVersion?.buildId || null,
        asked: newestByBuild(pollers),
      }
    },

    /**
     * Has the server give the queue's work, that of orders under way too, to workers of that build.
     *
     * @param by is kept beside it
     * @throws ServiceError where none of them ever asked for work
     */
    async makeCurrent(queue: Queue, build: string | null, by: string): Promise<void> {
      await connection.withDeadline(Date.now() + 10_000, () =>
        workflowService.setWorkerDeploymentCurrentVersion({
          namespace,
          deploymentName: `${queuePrefix}${queue}`,
          buildId: build ?? '',
          identity: by,
        }),
      )
    },
  }
}

function newestByBuild(pollers: readonly Poller[]): Map<string | null, number> {
  const newest = new Map<string | null, number>()
  for (const { deploymentOptions, lastAccessTime } of pollers) {
    const isVersioned = deploymentOptions?.workerVersioningMode === versioned
    const build = isVersioned ? (deploymentOptions.buildId ?? null) : null
    newest.set(build, Math.max(newest.get(build) ?? 0, tsToMs(lastAccessTime)))
  }
  return newest
}

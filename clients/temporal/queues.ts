import type { Connection } from '@temporalio/client'
import type { Queue } from '../../pack/queues.ts'

type Asked = Parameters<Connection['workflowService']['describeTaskQueue']>[0]
type Kind = NonNullable<Asked['taskQueueType']>

/** Value of `temporal.api.enums.v1.TaskQueueType`: activities. */
// oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- its package is not a dependency
const taskQueueType = 2 as Kind

/** What the server knows of our queues. */
export function createQueueView(connection: Connection, namespace: string, queuePrefix: string) {
  return {
    /** Whether a worker asked for activities of the queue in the last minutes. */
    async isServed(queue: Queue): Promise<boolean> {
      const taskQueue = { name: `${queuePrefix}${queue}` }
      const { pollers } = await connection.withDeadline(Date.now() + 2_000, () =>
        connection.workflowService.describeTaskQueue({ namespace, taskQueue, taskQueueType }),
      )
      return pollers.length > 0
    },
  }
}

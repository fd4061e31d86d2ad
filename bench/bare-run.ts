import { join } from 'node:path'
import { Client, Connection } from '@temporalio/client'
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Worker } from '@temporalio/worker'

const taskQueue = 'bare'

/**
 * @param address of a Temporal server, `host:port`
 * @param use is given a bare workflow with two activities that do nothing, from its start to its end
 */
export async function withBareRuns<T>(
  address: string,
  use: (runOnce: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const native = await NativeConnection.connect({ address })
  const workflowBundle = await bundleWorkflowCode({
    workflowsPath: join(import.meta.dirname, 'bare-workflow.ts'),
    logger: new DefaultLogger('WARN'),
  })
  const activities = { nothing: async () => {} }
  const worker = await Worker.create({ connection: native, taskQueue, workflowBundle, activities })
  const connection = await Connection.connect({ address })
  const client = new Client({ connection })
  const finished = worker.run()
  let runs = 0
  const runOnce = async () => {
    const options = { taskQueue, workflowId: `bare-${runs++}`, args: [[1, 1]] }
    await client.workflow.execute('bareWorkflow', options)
  }
  try {
    return await use(runOnce)
  } finally {
    worker.shutdown()
    await finished
    await connection.close()
    await native.close()
  }
}

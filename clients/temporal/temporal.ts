import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client'
import { loadClientConnectConfig } from '@temporalio/envconfig'
import { checkTemporal, type Environment } from '../config.ts'
import { checkKeys } from '../keys.ts'
import { readSecrets } from '../secrets.ts'
import { dataConverterFor } from './data-converter.ts'
import { createQueueView } from './queues.ts'
import { createRunControl, runIdOf } from './run.ts'
import { register } from './search-attributes.ts'
import { createStarter, type StartedOrder } from './start.ts'

/** Address, namespace, TLS and API key, from the variables that Temporal's own tools read, and `PAYLOAD_KEY`. */
export function readTemporal(environment: Environment) {
  checkTemporal(environment)
  const given = Object.entries(environment).filter(
    ([, value]) => value !== undefined && value !== '',
  )
  const read = loadClientConnectConfig({
    disableFile: true,
    overrideEnvVars: Object.fromEntries(given) as Record<string, string>,
  })
  return {
    connection: {
      ...read.connectionOptions,
      address: read.connectionOptions.address ?? 'localhost:7233',
    },
    namespace: read.namespace ?? 'default',
    dataConverter: dataConverterFor(payloadKeys(environment)),
  }
}

function payloadKeys(environment: Environment): string[] | undefined {
  const { payload } = readSecrets(environment)
  if (payload !== undefined) checkKeys('PAYLOAD_KEY', payload)
  return payload
}

export type TemporalSettings = ReturnType<typeof readTemporal>

/**
 * Starts and looks at workflows. The connection is made on first use, so a process starts, and
 * takes payments, while Temporal is away.
 */
export function createTemporal(settings: TemporalSettings, queuePrefix: string) {
  const connection = Connection.lazy({ ...settings.connection, connectTimeout: '3s' })
  const { namespace, dataConverter } = settings
  const { workflow } = new Client({
    connection,
    namespace,
    ...(dataConverter && { dataConverter }),
  })
  /** Somebody waits for it: a person, or the next order of the sweep. */
  const soon = <T>(act: () => Promise<T>) => connection.withDeadline(Date.now() + 5_000, act)
  const pings = new Set<Promise<unknown>>()
  const { start, corrected } = createStarter(workflow, soon, `${queuePrefix}orders`)

  async function statusOf(orderId: string): Promise<string> {
    const run = workflow.getHandle(runIdOf(orderId))
    try {
      return (await soon(() => run.describe())).status.name
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return 'NONE'
      throw error
    }
  }

  return {
    /** @returns false when the order's workflow runs or has run */
    startFulfilment: (order: StartedOrder): Promise<boolean> => start(order, false),

    /** For an unfinished order: starts a run unless one is under way, whatever became of earlier ones. */
    async ensureRunning(order: StartedOrder): Promise<boolean> {
      return (await statusOf(order.id)) === 'RUNNING' ? false : start(order, true)
    },

    corrected,
    ...createRunControl(connection, workflow),
    ...createQueueView(connection, settings.namespace, queuePrefix),

    /** Rejects when the server does not answer in two seconds. */
    async ping(): Promise<void> {
      const answer = connection.withDeadline(Date.now() + 2_000, () =>
        connection.workflowService.getSystemInfo({}),
      )
      pings.add(answer)
      await answer.finally(() => pings.delete(answer))
    },

    /** Idempotent. @returns false when the server does not let us */
    registerSearchAttributes: () => register(connection, settings.namespace),

    /** What still tries a connection that is closed would end the process. */
    async close(): Promise<void> {
      await Promise.allSettled(pings)
      await connection.close()
    },
  }
}

export type Temporal = ReturnType<typeof createTemporal>

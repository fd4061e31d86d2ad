import {
  Client,
  Connection,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
} from '@temporalio/client'
import { loadClientConnectConfig } from '@temporalio/envconfig'
import type { Tier } from '../pack/order.ts'
import { searchAttributes } from '../pack/search-attributes.ts'
import { checkTemporal, type Environment } from './config.ts'

/** Address, namespace, TLS and API key, from the variables that Temporal's own tools read. */
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
  }
}

export type TemporalSettings = ReturnType<typeof readTemporal>

interface StartedOrder {
  readonly id: string
  readonly pack: string
  readonly tier: Tier
}

/** Highest first; a workflow's activities inherit it. */
const priorities: Readonly<Record<Tier, number>> = { full: 1, 'self-serve': 3 }

/**
 * Starts and looks at workflows. The connection is made on first use, so a process starts, and
 * takes payments, while Temporal is away.
 */
export function createTemporal(settings: TemporalSettings, queuePrefix: string) {
  const connection = Connection.lazy({ ...settings.connection, connectTimeout: '3s' })
  const { workflow } = new Client({ connection, namespace: settings.namespace })
  const idOf = (order: StartedOrder) => `order-${order.id}`

  async function start(order: StartedOrder, again: boolean): Promise<boolean> {
    try {
      await connection.withDeadline(Date.now() + 5_000, () =>
        workflow.start('fulfilOrder', {
          workflowId: idOf(order),
          taskQueue: `${queuePrefix}orders`,
          args: [order.id],
          workflowIdReusePolicy: again ? 'ALLOW_DUPLICATE' : 'ALLOW_DUPLICATE_FAILED_ONLY',
          workflowIdConflictPolicy: 'FAIL',
          priority: { priorityKey: priorities[order.tier] },
          staticSummary: `${order.pack} · ${order.tier}`,
        }),
      )
      return true
    } catch (error) {
      // Somebody else did it.
      if (error instanceof WorkflowExecutionAlreadyStartedError) return false
      throw error
    }
  }

  return {
    /** @returns false when the order's workflow runs or has run */
    startFulfilment: (order: StartedOrder): Promise<boolean> => start(order, false),

    /** For an unfinished order: starts a run unless one is under way, whatever became of earlier ones. */
    async ensureRunning(order: StartedOrder): Promise<boolean> {
      const { status } = await workflow
        .getHandle(idOf(order))
        .describe()
        .catch((error: unknown) => {
          if (error instanceof WorkflowNotFoundError) return { status: { name: 'NONE' } }
          throw error
        })
      return status.name === 'RUNNING' ? false : start(order, true)
    },

    /** Rejects when the server does not answer in two seconds. */
    async ping(): Promise<void> {
      await connection.withDeadline(Date.now() + 2_000, () =>
        connection.workflowService.getSystemInfo({}),
      )
    },

    /** Idempotent. @returns false when the server does not let us */
    registerSearchAttributes: () => register(connection, settings.namespace),

    close: () => connection.close(),
  }
}

/** Values of `temporal.api.enums.v1.IndexedValueType`. */
const types = { KEYWORD: 2, INT: 3 } as const

async function register(connection: Connection, namespace: string): Promise<boolean> {
  const { operatorService } = connection
  try {
    const { customAttributes } = await operatorService.listSearchAttributes({ namespace })
    const missing = Object.entries(searchAttributes).filter(([name]) => !customAttributes[name])
    if (missing.length === 0) return true
    await operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing.map(([name, kind]) => [name, types[kind]])),
    })
    return true
  } catch {
    return false
  }
}

/** What an operator types when the process may not register the search attributes itself. */
export function registrationCommands(namespace: string): string[] {
  const names = { KEYWORD: 'Keyword', INT: 'Int' }
  return Object.entries(searchAttributes).map(
    ([name, kind]) =>
      `temporal operator search-attribute create --namespace ${namespace} --name ${name} --type ${names[kind]}`,
  )
}

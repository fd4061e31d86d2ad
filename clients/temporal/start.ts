import {
  type WorkflowClient,
  WorkflowExecutionAlreadyStartedError,
  type WorkflowStartOptions,
} from '@temporalio/client'
import type { Tier } from '../../pack/order.ts'
import { signals } from '../../pack/signals.ts'
import { runIdOf } from './run.ts'
import { attributesOf, isRefused } from './search-attributes.ts'

export interface StartedOrder {
  readonly id: string
  readonly pack: string
  readonly tier: Tier
}

/** Highest first; a workflow's activities inherit it. */
const priorities: Readonly<Record<Tier, number>> = { full: 1, 'self-serve': 3 }

function requestOf(order: StartedOrder, taskQueue: string, again: boolean): WorkflowStartOptions {
  return {
    workflowId: runIdOf(order.id),
    taskQueue,
    args: [order.id],
    workflowIdReusePolicy: again ? 'ALLOW_DUPLICATE' : 'ALLOW_DUPLICATE_FAILED_ONLY',
    workflowIdConflictPolicy: 'FAIL',
    priority: { priorityKey: priorities[order.tier] },
    staticSummary: `${order.pack} · ${order.tier}`,
  }
}

/** @param soon ends what takes too long for whoever waits for it */
export function createStarter(
  workflow: WorkflowClient,
  soon: <T>(act: () => Promise<T>) => Promise<T>,
  taskQueue: string,
) {
  /** Also where the server does not know our search attributes. */
  async function send(
    order: StartedOrder,
    again: boolean,
    act: (options: WorkflowStartOptions) => Promise<unknown>,
  ): Promise<void> {
    const request = requestOf(order, taskQueue, again)
    const attributes = { typedSearchAttributes: attributesOf(order) }
    await soon(() => act({ ...request, ...attributes })).catch((error: unknown) => {
      if (!isRefused(error)) throw error
      return soon(() => act(request))
    })
  }

  async function start(order: StartedOrder, again: boolean): Promise<boolean> {
    try {
      await send(order, again, (options) => workflow.start('fulfilOrder', options))
      return true
    } catch (error) {
      // Somebody else did it.
      if (error instanceof WorkflowExecutionAlreadyStartedError) return false
      throw error
    }
  }

  return {
    start,

    /** Tells the running workflow of corrected answers, or starts another where the last has ended. */
    corrected: (order: StartedOrder & { readonly revision: number }): Promise<void> =>
      send(order, true, ({ workflowIdConflictPolicy: _, ...options }) =>
        workflow.signalWithStart('fulfilOrder', {
          ...options,
          signal: signals.corrected,
          signalArgs: [order.revision],
        }),
      ),
  }
}

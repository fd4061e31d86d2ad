import {
  type Connection,
  type WorkflowClient,
  type WorkflowHandle,
  WorkflowNotFoundError,
} from '@temporalio/client'
import { signals } from '../../pack/signals.ts'

const prefix = 'order-'

export const runIdOf = (orderId: string) => `${prefix}${orderId}`

/** Null: the run is none of an order. */
export const orderOfRun = (workflowId: string) =>
  workflowId.startsWith(prefix) ? workflowId.slice(prefix.length) : null

/** What an operator does to the run of an order; each tells whether one was there to do it to. */
export function createRunControl(connection: Connection, workflow: WorkflowClient) {
  async function toRun(orderId: string, act: (run: WorkflowHandle) => Promise<unknown>) {
    const run = workflow.getHandle(runIdOf(orderId))
    try {
      await connection.withDeadline(Date.now() + 5_000, () => act(run))
      return true
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false
      throw error
    }
  }

  return {
    /** Starts the next round of tailoring at once. */
    tryNow: (orderId: string) => toRun(orderId, (run) => run.signal(signals.tryNow)),

    /** Tells an order that a person has read a text of it. */
    reviewed: (orderId: string) => toRun(orderId, (run) => run.signal(signals.reviewed)),

    /** Tells an order that waits for models that they answer again. */
    modelsBack: (orderId: string) => toRun(orderId, (run) => run.signal(signals.modelsBack)),

    /** Tells an order that its payment went back, or may. */
    paymentChanged: (orderId: string) =>
      toRun(orderId, (run) => run.signal(signals.paymentChanged)),

    /** Goes on with a parked order. */
    resume: (orderId: string) => toRun(orderId, (run) => run.signal(signals.resume)),

    /** Ends the tailoring; what was delivered stays, and is final. */
    cancel: (orderId: string) => toRun(orderId, (run) => run.cancel()),
  }
}

import type { RetryPolicy } from '@temporalio/common'
import {
  ActivityCancellationType,
  ActivityFailure,
  type ActivityOptions,
  ApplicationFailure,
  proxyActivities,
  workflowInfo,
} from '@temporalio/workflow'
import type { AssemblyActivities } from '../activities/assembly.ts'
import type { InferenceActivities } from '../activities/inference.ts'
import type { JudgeActivities } from '../activities/judge.ts'
import type { OrderActivities } from '../activities/orders.ts'
import type { ModelTier, Tier } from '../pack/order.ts'
import type { CallTimeouts } from '../pack/plan.ts'
import { assemblyQueue, callQueue, type Queue } from '../pack/queues.ts'

/** Late and borrowed work stands behind everything else. */
const lowest = { priorityKey: 5 }

/** All queues of a deployment share the prefix of the one this workflow runs on. */
function nameOf(queue: Queue): string {
  return workflowInfo().taskQueue.replace(/orders$/, queue)
}

/** Deterministic work is tried until it succeeds: a payment never ends in a failed deliverable. */
const untilDone: RetryPolicy = {
  initialInterval: '1s',
  backoffCoefficient: 2,
  maximumInterval: '30s',
  nonRetryableErrorTypes: ['UnknownOrder', 'NotEntitled'],
}

interface Activity<Args extends unknown[], Result> {
  executeWithOptions(options: ActivityOptions, args: Args): Promise<Result>
}

/** Runs an activity under the line that an operator reads of it in Temporal UI. */
export function step<Args extends unknown[], Result>(
  summary: string,
  activity: Activity<Args, Result>,
  ...args: Args
): Promise<Result> {
  return activity.executeWithOptions({ summary }, args)
}

/** The payment was taken back. */
export function isNotEntitled(error: unknown): boolean {
  return (
    error instanceof ActivityFailure &&
    error.cause instanceof ApplicationFailure &&
    error.cause.type === 'NotEntitled'
  )
}

export const orders = proxyActivities<OrderActivities>({
  startToCloseTimeout: '20s',
  retry: untilDone,
})

/** For runs that an earlier release began. */
const usual: CallTimeouts = { queue: 20_000, attempt: 60_000, whole: 90_000 }

/** As of `inference`; nobody's order is more urgent than another's. */
export function judge({ queue, attempt, whole } = usual) {
  return proxyActivities<JudgeActivities>({
    taskQueue: nameOf('inference-judge'),
    scheduleToStartTimeout: queue,
    startToCloseTimeout: attempt,
    scheduleToCloseTimeout: whole,
    heartbeatTimeout: '10s',
    cancellationType: ActivityCancellationType.TRY_CANCEL,
    retry: { maximumAttempts: 2, initialInterval: '1s' },
  })
}

export function assembly(tier: Tier) {
  return proxyActivities<AssemblyActivities>({
    taskQueue: nameOf(assemblyQueue(tier)),
    startToCloseTimeout: '2m',
    heartbeatTimeout: '10s',
    retry: untilDone,
  })
}

/**
 * The second attempt is for a worker that died, noticed by its missing heartbeats; failures of the
 * model come back as values. Only `scheduleToClose` bounds both attempts together.
 */
export function inference(
  tier: Tier,
  model: ModelTier,
  { queue, attempt, whole }: CallTimeouts,
  { isUrgent }: { readonly isUrgent: boolean },
) {
  return proxyActivities<InferenceActivities>({
    taskQueue: nameOf(callQueue(tier, model)),
    scheduleToStartTimeout: queue,
    startToCloseTimeout: attempt,
    scheduleToCloseTimeout: whole,
    heartbeatTimeout: '10s',
    cancellationType: ActivityCancellationType.TRY_CANCEL,
    retry: { maximumAttempts: 2, initialInterval: '1s' },
    ...(!isUrgent && { priority: lowest }),
  })
}

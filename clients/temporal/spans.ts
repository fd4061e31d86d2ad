import type { ActivityInterceptorsFactory } from '@temporalio/worker'
import { own, temporal } from '../telemetry/names.ts'
import type { Tracing } from '../telemetry/tracing.ts'
import { orderOfRun } from './run.ts'

/**
 * A span for each activity, under its order. Workflow code gets none: an order's trace is known
 * from its id, so nothing has to run in the sandbox of a paid order for it.
 */
export function activitySpans(tracing: Tracing): ActivityInterceptorsFactory {
  return ({ info }) => ({
    inbound: {
      execute(input, next) {
        const run = info.workflowExecution
        const order = run ? orderOfRun(run.workflowId) : null
        if (run === undefined || order === null) return next(input)
        const attributes = {
          [temporal.workflow]: run.workflowId,
          [temporal.run]: run.runId,
          [temporal.activity]: info.activityId,
          [own.attempt]: info.attempt,
        }
        return tracing.doing(order, `RunActivity:${info.activityType}`, attributes, () =>
          next(input),
        )
      },
    },
  })
}

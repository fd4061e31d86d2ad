import { join } from 'node:path'
import { createOrderActivities } from '../activities/orders.ts'
import { registrationCommands } from '../clients/temporal/search-attributes.ts'
import { createComplete } from '../orders/run/complete.ts'
import { createOpenOrder, createPlanTailoring } from '../orders/run/open-order.ts'
import { createPark } from '../orders/run/park.ts'
import { createSettleRound } from '../orders/run/settle-round.ts'
import type { Site } from '../site/site.ts'
import { workflowBundle } from './bundle.ts'
import type { Runner, WorkerConnection } from './connection.ts'
import { serve } from './serve.ts'

/** Queue `orders`: the workflows, and small activities on the order's row. */
export async function createRunners(site: Site, temporal: WorkerConnection): Promise<Runner[]> {
  const { config, observe, orders, outcomes, looks, reviews, releases } = site
  const { timeouts, lateWindow, smallerModelRefund } = config
  const activities = createOrderActivities({
    openOrder: createOpenOrder({
      orders,
      outcomes,
      timeouts,
      lateWindow,
      searchable: await searchable(site),
      clock: () => new Date(),
    }),
    planTailoring: createPlanTailoring({ orders, outcomes }),
    settleRound: createSettleRound({ orders, outcomes, looks, reviews, releases, observe }),
    completeOrder: createComplete({ orders, releases, smallerModelRefund, observe }),
    parkOrder: createPark({ orders }),
  })
  const bundle = await workflowBundle(join(config.dataDir, 'bundle'), temporal.isSealed)
  return serve(
    { site, temporal, queue: 'orders' },
    {
      workflowBundle: bundle,
      activities,
      maxConcurrentActivityTaskExecutions: 20,
      // A worker that is told to stop finishes what it writes.
      shutdownGraceTime: '20s',
      maxConcurrentWorkflowTaskExecutions: 20,
      maxCachedWorkflows: 500,
      workflowThreadPoolSize: 1,
    },
  )
}

/** Without the right to register them, workflows run without search attributes. */
async function searchable({ temporal, temporalSettings, checks, log }: Site): Promise<boolean> {
  const registered = await temporal.registerSearchAttributes()
  if (registered) return true
  const run = () => Promise.reject(new Error('not registered'))
  checks.push({ name: 'search-attributes', required: false, run })
  const commands = registrationCommands(temporalSettings.namespace)
  log.warn({ commands }, 'search attributes could not be registered; an operator may run these')
  return false
}

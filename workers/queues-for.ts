import type { Environment } from '../clients/config.ts'
import { endpointTiers } from '../pack/order.ts'
import { inferenceQueue, type WorkerName, workerNames } from '../pack/queues.ts'
import { endpointsOf } from './endpoints-of.ts'

/** Without an endpoint a tier's queue is left unserved: its sections stay standard text. */
export function queuesFor(environment: Environment): WorkerName[] {
  const unserved = endpointTiers
    .filter((tier) => endpointsOf(tier, environment).length === 0)
    .map(inferenceQueue)
  return workerNames.filter((name) => !unserved.some((queue) => queue === name))
}

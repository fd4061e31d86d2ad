import { runIdOf } from '../clients/temporal/run.ts'
import { why } from '../store/calls/why.ts'
import { createDossier } from '../store/orders/dossier.ts'
import { createOperatorStore } from '../store/orders/operator.ts'
import { moneyOfOrder } from '../store/policy/costs.ts'
import type { Site } from './site.ts'

/**
 * All that is known of one order but its answers and texts; undefined: there is none of this number.
 *
 * @param temporalUi the address of Temporal UI
 */
export function createReadDossier(site: Site, temporalUi?: string) {
  const { database, config, temporalSettings } = site
  const { db } = database
  const { find } = createOperatorStore(database)
  const dossierOf = createDossier(db)
  const namespace = encodeURIComponent(temporalSettings.namespace)
  const workflowOf = (id: string) =>
    temporalUi === undefined
      ? null
      : `${temporalUi}/namespaces/${namespace}/workflows/${runIdOf(id)}`

  return async (id: string) => {
    if (!/^ord_\w+$/.test(id)) return undefined
    const [order] = await find(id)
    if (order === undefined) return undefined
    const [left, tried, money] = await Promise.all([
      dossierOf(id),
      why(db, id, ''),
      moneyOfOrder(db, id, config.reviewEurosPerHour),
    ])
    return { order, money, ...left, tried, workflow: workflowOf(id) }
  }
}

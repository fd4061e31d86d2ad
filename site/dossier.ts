import { runIdOf } from '../clients/temporal/run.ts'
import { why } from '../store/calls/why.ts'
import { createDossier } from '../store/orders/dossier.ts'
import { createOperatorStore } from '../store/orders/operator.ts'
import type { Site } from './site.ts'

/**
 * All that is known of one order but its answers and texts; undefined: there is none of this number.
 *
 * @param temporalUi the address of Temporal UI
 */
export function createReadDossier({ database, temporalSettings }: Site, temporalUi?: string) {
  const { find } = createOperatorStore(database)
  const dossierOf = createDossier(database.db)
  const workflows = `${temporalUi}/namespaces/${encodeURIComponent(temporalSettings.namespace)}/workflows`

  return async (id: string) => {
    if (!/^ord_\w+$/.test(id)) return undefined
    const [order] = await find(id)
    if (order === undefined) return undefined
    const [left, tried] = await Promise.all([dossierOf(id), why(database.db, id, '')])
    const workflow = temporalUi === undefined ? null : `${workflows}/${runIdOf(id)}`
    return { order, ...left, tried, workflow }
  }
}

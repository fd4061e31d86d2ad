import { createOperatorStore } from '../../store/orders/operator.ts'
import { createLog, type LogQuery } from '../../store/policy/log.ts'
import { onRecord } from '../on-record.ts'
import type { Site } from '../site.ts'
import { openBatches } from './batches.ts'
import { openIncidents } from './incidents.ts'
import { openModels } from './models.ts'
import { openSteering } from './steering.ts'
import { openTellings } from './tellings.ts'

/** Where those who run the shop see how it does, and steer it; each change has who made it and why. */
export function openRoom(site: Site) {
  const log = createLog(site.database.db)
  const store = createOperatorStore(site.database)

  return {
    ...openModels(site),
    ...openSteering(site),
    ...openIncidents(site, log),
    ...openBatches(site),
    ...openTellings(site),
    log,

    /** Who takes the log away is on it, too. */
    exported: (query: LogQuery, by: string) =>
      onRecord(
        store,
        { by, why: `${query.from} to ${query.until}`, verb: 'export-log', subject: '', way: 'ops' },
        async () => {
          const entries = await log(query)
          return [`${entries.length} entries`, entries] as const
        },
      ),
  }
}

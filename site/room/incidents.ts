import type { Incident, IncidentKind } from '../../pack/incident.ts'
import type { IncidentStory } from '../../pack/incident-story.ts'
import { byRule } from '../../pack/telling.ts'
import { createOperatorStore } from '../../store/orders/operator.ts'
import type { createLog } from '../../store/policy/log.ts'
import { onRecord } from '../on-record.ts'
import type { Site } from '../site.ts'

interface Opened {
  readonly kind: IncidentKind
  readonly title: string
  /** ISO 8601. */
  readonly beganAt: string
  readonly by: string
}

interface Ended {
  readonly by: string
  readonly learned: string
  /** ISO 8601. */
  readonly endedAt: string
}

/** Entries of the log that one story tells. */
const most = 500

/** Orders that one page lists. */
export const mostOrders = 100

/** Incidents: their record begins with whoever notices, and the log is their timeline. */
export function openIncidents(site: Site, log: ReturnType<typeof createLog>) {
  const { incidents, tellings, database } = site
  const store = createOperatorStore(database)

  return {
    incidents: () => incidents.list(100),

    /** Undefined: there is none of this number. */
    async incident(id: number): Promise<IncidentStory | undefined> {
      const incident = await incidents.find(id)
      if (incident === undefined) return undefined
      const from = incident.beganAt
      const until = incident.endedAt ?? new Date(Date.now() + 3_600_000).toISOString()
      // What was done after it was mended is of its story too: letters, what was learned.
      const doneBy = (incident.endedAt && (await incidents.writtenUpBy(id))) ?? until
      const [impact, entries, told, concerned] = await Promise.all([
        incidents.impact(from, until),
        log({ from, until: doneBy, text: '', limit: most }),
        tellings.told(id),
        tellings.concerned(incident, byRule, mostOrders),
      ])
      return { incident, impact, timeline: entries.toReversed(), told, concerned }
    },

    openIncident: ({ by, ...opened }: Opened): Promise<number> =>
      onRecord(
        store,
        { by, why: opened.title, verb: 'open-incident', subject: opened.kind, way: 'ops' },
        async () => {
          const id = await incidents.open({ ...opened, by })
          return [`incident ${id}`, id] as const
        },
      ),

    /** @throws Error with one sentence where it changes nothing */
    endIncident: (id: number, { by, learned, endedAt }: Ended): Promise<void> =>
      onRecord(
        store,
        { by, why: learned, verb: 'end-incident', subject: String(id), way: 'ops' },
        async () => {
          const incident = await incidents.find(id)
          if (incident?.endedAt === null) refuseBeforeItBegan(incident, endedAt)
          if (!(await incidents.end(id, { by, learned, endedAt })))
            throw new Error(`Incident ${id} is over already, or there is none.`)
          return ['over', undefined] as const
        },
      ),
  }
}

/** @throws Error in minutes, as the form asks for them */
function refuseBeforeItBegan({ id, beganAt }: Incident, endedAt: string): void {
  if (Date.parse(endedAt) >= Date.parse(beganAt)) return
  const minutes = Math.floor((Date.now() - Date.parse(beganAt)) / 60_000)
  const since = minutes === 1 ? '1 minute' : `${minutes} minutes`
  throw new Error(`Incident ${id} began ${since} ago: it cannot have been mended before that.`)
}

import type { Incident, IncidentKind } from '../../pack/incident.ts'
import type { Signed } from '../../pack/signed.ts'
import {
  type Addition,
  type Concerned,
  isKeptBack,
  isNamedByPeople,
  type StillOpen,
  type Which,
} from '../../pack/telling.ts'
import { createOperatorStore } from '../../store/orders/operator.ts'
import { onRecord } from '../on-record.ts'
import type { Site } from '../site.ts'
import { mostOrders } from './incidents.ts'
import { requireOrders } from './known-orders.ts'

interface Asked extends Addition {
  readonly which: Which
}

/** Of which kinds a letter needs a paragraph of one's own, and for what. */
const ownWords: Readonly<Partial<Record<IncidentKind, string>>> = {
  other: 'Say in words of your own what happened: this letter has none for it.',
  // GDPR, Art. 33(3): about how many, and what is done against it.
  leak: 'Say in words of your own how many may have seen it, and what is being done about it: this letter has none for that, and its customer may need both for an authority.',
}

/** Orders that a warning names. */
const mostNamed = 10

/** Letters to the orders that an incident concerns, over or not; to each order once. */
export function openTellings({ tellings, database }: Site) {
  const store = createOperatorStore(database)

  return {
    /** Whom letters would go to. @throws Error with one sentence where none can be written */
    async concerned(incident: Incident, asked: Asked): Promise<Concerned> {
      await refuseUnfit(incident, asked)
      return tellings.concerned(incident, asked.which, mostOrders)
    },

    /** Null: the letter is not about a copy that somebody has. */
    stillOpen: async (incident: Incident, asked: Asked): Promise<StillOpen | null> =>
      isKeptBack(asked) ? tellings.stillOpen(incident, asked.which, mostNamed) : null,

    /** @returns what it came to @throws Error with one sentence where nobody is written to */
    tell: (incident: Incident, { by, why, ...asked }: Asked & Signed): Promise<string> =>
      onRecord(
        store,
        { by, why, verb: 'tell-incident', subject: String(incident.id), way: 'ops' },
        async (record) => {
          await refuseUnfit(incident, asked)
          const outcome = await tellings.tell({ incident, record, ...asked })
          return [outcome, outcome] as const
        },
      ),
  }

  async function refuseUnfit({ kind }: Incident, { which: { only }, words, leak }: Asked) {
    if (only === null && isNamedByPeople(kind))
      throw new Error('Only a person knows whom this concerns: name the orders by their numbers.')
    if ((kind === 'leak') !== (leak !== null))
      throw new Error(
        'Of a leak, and of nothing else, say what leaked and on which side these orders are.',
      )
    const missing = words === null && ownWords[kind]
    if (missing) throw new Error(missing)
    await requireOrders(store, only ?? [])
  }
}

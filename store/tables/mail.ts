import type { Generated, GeneratedAlways } from 'kysely'
import type { ReportKind, Template } from '../../pack/letter.ts'
import type { LeakSide, LeakThing } from '../../pack/telling.ts'
import type { Timestamp } from './timestamp.ts'

/** What is written to customers. */
export interface MailTables {
  outbox: {
    order_id: string
    template: Template
    version: number
    due_at: Generated<Timestamp>
    tries: Generated<number>
    last_error: string | null
    told: number | null
    ended_at: Timestamp | null
    ending: 'sent' | 'needless' | 'refused' | 'given-up' | null
    /** Of an incident's: by which telling it was written. */
    telling: number | null
  }
  incident_tellings: {
    record: number
    incident_id: number
    words: string | null
    leak_side: LeakSide | null
    leak_thing: LeakThing | null
  }
  mail_reports: {
    order_id: string
    template: Template
    version: number
    kind: ReportKind
    said: string
    reported_at: Generated<Timestamp>
  }
  link_requests: {
    id: GeneratedAlways<number>
    /** Keyed hashes of the address, one for each `DATA_KEY`. */
    customer: string[]
  }
}

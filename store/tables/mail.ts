import type { Generated, GeneratedAlways } from 'kysely'
import type { ReportKind, Template } from '../../pack/letter.ts'
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

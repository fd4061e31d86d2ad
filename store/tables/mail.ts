import type { Generated, GeneratedAlways } from 'kysely'
import type { Template } from '../../pack/letter.ts'
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
  link_requests: {
    id: GeneratedAlways<number>
    email: string
  }
}

import type { CallTables } from './tables/calls.ts'
import type { MailTables } from './tables/mail.ts'
import type { OrderTables } from './tables/orders.ts'
import type { PolicyTables } from './tables/policy.ts'

export interface Tables extends OrderTables, CallTables, MailTables, PolicyTables {}

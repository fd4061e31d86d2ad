import { z } from 'zod'
import type { ArtefactRow } from '../../../pack/artefact.ts'
import type { ArtefactDefinition } from '../../definition.ts'
import type { ActivityId } from '../rules/activities.ts'
import type { Activity } from '../rules/activity-rows.ts'
import { gdprView } from '../view-schema.ts'
import { bothTiers, firm, prose } from './facts.ts'

/** A description that says none of these is of something else. */
const subjects: Readonly<Record<ActivityId | 'accountability', readonly string[]>> = {
  orders: ['order', 'deliver'],
  'client-work': ['client', 'file'],
  bookings: ['appointment', 'booking'],
  'online-accounts': ['account', 'log-in'],
  enquiries: ['enquiry', 'enquiries', 'quotation'],
  accounts: ['invoice', 'books'],
  newsletter: ['newsletter', 'subscriber'],
  website: ['website', 'server'],
  analytics: ['visit', 'statistics'],
  suppliers: ['supplier', 'partner'],
  cctv: ['camera', 'recording'],
  staff: ['staff', 'employment'],
  payroll: ['payroll', 'payslip', 'pension'],
  recruitment: ['applicant', 'application'],
  accountability: ['request', 'complaint', 'breach'],
}

export const processingDescriptions: ArtefactDefinition = {
  id: 'processing-descriptions',
  operation: 'gdpr.processing-descriptions',
  risk: 'low',
  title: 'Descriptions of your processing activities',
  document: '01',
  tiers: bothTiers,
  onFailure: 'static',
  freshDays: 7,
  promptVersion: '1.1.0',
  maxOutputTokens: 600,
  task: `Describe one processing activity of this firm for its record of processing.
"description": what happens to the data from collection to deletion, in the order in which it happens, naming the systems given.
"necessity": why each kind of data is needed for the purpose, and one thing the firm should not collect for it.
Write in the third person. Add no legal basis, period, system or kind of data that is not given.`,
  facts: (view) => firm(gdprView(view)),
  rows: (view) => gdprView(view).activities.map(activityRow),
  topics: ['record', 'minimisation'],
  content: () => z.strictObject({ description: prose(120, 900), necessity: prose(80, 500) }),
  mustMention: (_, row) => subjects[row?.id as keyof typeof subjects] ?? [],
}

function activityRow(activity: Activity): ArtefactRow {
  const { id, title, purpose, people, data, special, basis, systems, ...more } = activity
  const { recipients, retention, trigger: keptFrom } = more
  return {
    id,
    title,
    facts: { purpose, people, data, special, basis, systems, recipients, retention, keptFrom },
  }
}

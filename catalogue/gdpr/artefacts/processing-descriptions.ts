import { z } from 'zod'
import type { ArtefactRow, View } from '../../../pack/artefact.ts'
import type { Slots } from '../../../pack/slots.ts'
import type { ArtefactDefinition } from '../../definition.ts'
import type { ActivityId } from '../rules/activities.ts'
import type { Activity } from '../rules/activity-rows.ts'
import { isOfSection } from '../rules/implied.ts'
import { systemsNamed } from '../slots/systems.ts'
import { period } from '../slots/times.ts'
import { type GdprView, gdprView } from '../view-schema.ts'
import { bothTiers, others, prose } from './facts.ts'

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
  promptVersion: '1.3.0',
  maxOutputTokens: 600,
  task: `Describe one processing activity of this firm for its record of processing.
"description": what happens to the data from collection to deletion, in the order in which it happens, with the systems that have a placeholder.
"necessity": why each kind of data is needed for the purpose, and one thing the firm should not collect for it.
Write in the third person. Add no legal basis, and no system or kind of data that is not given.`,
  // Neither trade nor law nor size bears on it, and without them like rows of any firm are alike.
  facts: (view) => ({ firm: gdprView(view).company.name }),
  slots: slotsOf,
  rows: (view) =>
    gdprView(view)
      .activities.filter(isOfSection)
      .map((one) => rowOf(one, gdprView(view))),
  topics: ['record', 'minimisation'],
  forEveryTrade: true,
  citesNothing: true,
  content: () => z.strictObject({ description: prose(120, 900), necessity: prose(80, 500) }),
  mustMention: (_, row) => subjects[row?.id as keyof typeof subjects] ?? [],
}

function rowOf(activity: Activity, view: GdprView): ArtefactRow {
  const { id, title, purpose, people, data, special, trigger, ...more } = activity
  const { basis, systems, recipients, retention } = more
  return {
    id,
    title,
    facts: { purpose, data, special, recipients: others(recipients, view), keptFrom: trigger },
    more: { people, basis, systems, recipients, retention },
  }
}

function slotsOf(view: View, row: ArtefactRow | null): Slots {
  const { activities } = gdprView(view)
  const activity = activities.find(({ id }) => id === row?.id)
  if (activity === undefined) return {}
  const { systems, retention, trigger } = activity
  return {
    '': systemsNamed(gdprView(view), systems),
    description: [period(retention, trigger)],
  }
}

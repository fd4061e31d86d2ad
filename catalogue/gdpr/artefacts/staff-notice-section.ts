import { z } from 'zod'
import type { ArtefactDefinition } from '../../definition.ts'
import { basis } from '../slots/bases.ts'
import { period } from '../slots/times.ts'
import { gdprView } from '../view-schema.ts'
import { each, firm, fullOnly, prose, slotsFor } from './facts.ts'

export const staffNoticeSection: ArtefactDefinition = {
  id: 'staff-notice-section',
  operation: 'gdpr.staff-notice-section',
  risk: 'medium',
  title: 'How and why you use data of staff and applicants',
  document: '03',
  tiers: fullOnly,
  onFailure: 'static',
  published: true,
  freshDays: 7,
  promptVersion: '1.2.0',
  maxOutputTokens: 2000,
  task: `Write the heart of this firm's privacy notice for its staff and applicants.
"introduction": whom the notice is for and what it is about.
"purposes": for each activity given, what the firm does with the data and why, what that means for the reader, on which basis, and for how long.
"monitoring": which of the monitoring given takes place and for what purpose, and that it serves nothing else; if none is given, that there is none.
Write as the firm, with "we" and "you". Short sentences, no promises beyond the facts.`,
  facts: (view) => {
    const { staffActivities, monitoring } = gdprView(view)
    const ways = monitoring.map(({ way, purpose }) => ({ way, purpose }))
    const activities = staffActivities.map(({ id, title, purpose, data, trigger }) => {
      return { id, title, purpose, data, keptFrom: trigger }
    })
    return { ...firm(gdprView(view)), activities, monitoring: ways }
  },
  slots: (view) =>
    slotsFor('purposes', gdprView(view).staffActivities, (activity) => [
      basis(activity),
      period(activity.retention, activity.trigger),
    ]),
  topics: ['staff'],
  content: (view) =>
    z.strictObject({
      introduction: prose(100, 600),
      purposes: each(gdprView(view).staffActivities, prose(80, 800)),
      monitoring: prose(80, 600),
    }),
  mustMention: () => ['data', 'information'],
}

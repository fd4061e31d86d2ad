import { z } from 'zod'
import type { View } from '../../../pack/artefact.ts'
import type { ArtefactDefinition } from '../../definition.ts'
import type { Activity } from '../rules/activity-rows.ts'
import { basis } from '../slots/bases.ts'
import { period } from '../slots/times.ts'
import { gdprView } from '../view-schema.ts'
import { bothTiers, each, firm, prose, slotsFor } from './facts.ts'

export const noticeSection: ArtefactDefinition = {
  id: 'notice-section',
  operation: 'gdpr.notice-section',
  risk: 'medium',
  title: 'How and why you use customers’ data',
  document: '02',
  tiers: bothTiers,
  onFailure: 'static',
  published: true,
  freshDays: 7,
  promptVersion: '1.3.0',
  maxOutputTokens: 2000,
  task: `Write the heart of this firm's privacy notice for its customers, who read it on a telephone.
"introduction": who the firm is and what the notice is about.
"purposes": for each activity given, what the firm does with the data and why, what that means for the reader, on which basis, and for how long.
Write as the firm, with "we" and "you". Short sentences, no jargon, no promises beyond the facts.`,
  candidates: {
    '1.4.0': {
      task: `Write the heart of this firm's privacy notice for its customers, who read it on a telephone.
"introduction": who the firm is and what the notice is about.
"purposes": for each activity given, first what the reader gives the firm, then what the firm does with it and why, on which basis, and for how long.
Write as the firm, with "we" and "you". One thought a sentence, no jargon, no promises beyond the facts.`,
    },
  },
  facts: (view) => ({
    ...firm(gdprView(view)),
    activities: gdprView(view).sectionActivities.map(noticeFacts),
  }),
  slots: (view) =>
    slotsFor('purposes', gdprView(view).sectionActivities, (activity) => [
      basis(activity),
      period(activity.retention, activity.trigger),
    ]),
  topics: ['notice', 'basis'],
  content: (view) =>
    z.strictObject({
      introduction: prose(100, 600),
      purposes: each(gdprView(view).sectionActivities, prose(80, 800)),
    }),
  mustMention: () => ['data', 'information'],
}

function noticeFacts({ id, title, purpose }: Activity): View {
  return { id, title, purpose }
}

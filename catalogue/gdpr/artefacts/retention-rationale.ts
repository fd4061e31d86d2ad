import { z } from 'zod'
import type { ArtefactDefinition } from '../../definition.ts'
import { gdprView } from '../view-schema.ts'
import { each, firm, fullOnly, prose } from './facts.ts'

export const retentionRationale: ArtefactDefinition = {
  id: 'retention-rationale',
  operation: 'gdpr.retention-rationale',
  risk: 'medium',
  title: 'Reasons for your retention periods',
  document: '09',
  tiers: fullOnly,
  onFailure: 'static',
  freshDays: 7,
  promptVersion: '1.1.0',
  maxOutputTokens: 2800,
  task: `Give the reasons for the retention periods of this firm. The periods are decided.
"introduction": how the firm decides how long it keeps data, and why not longer.
"reasons": for each record given, why this period is enough and what would be lost if it were shorter, repeating period and reason as given.
Write in the third person.`,
  facts: (view) => {
    const records = gdprView(view).retention.map(({ id, record, trigger, period, reason }) => ({
      ...{ id, record, trigger, period, reason },
    }))
    return { ...firm(gdprView(view)), records }
  },
  topics: ['retention'],
  content: (view) =>
    z.strictObject({
      introduction: prose(100, 600),
      reasons: each(gdprView(view).retention, prose(60, 420)),
    }),
  mustMention: () => ['kept', 'keep', 'period'],
}

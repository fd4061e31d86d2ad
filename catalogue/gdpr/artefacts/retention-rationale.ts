import { z } from 'zod'
import type { ArtefactDefinition } from '../../definition.ts'
import { reason } from '../slots/named.ts'
import { period } from '../slots/times.ts'
import { gdprView } from '../view-schema.ts'
import { each, firm, fullOnly, prose, slotsFor } from './facts.ts'

export const retentionRationale: ArtefactDefinition = {
  id: 'retention-rationale',
  operation: 'gdpr.retention-rationale',
  risk: 'medium',
  title: 'Reasons for your retention periods',
  document: '09',
  tiers: fullOnly,
  onFailure: 'static',
  freshDays: 7,
  promptVersion: '1.2.0',
  maxOutputTokens: 2800,
  task: `Give the reasons for the retention periods of this firm. The periods are decided.
"introduction": how the firm decides how long it keeps data, and why not longer.
"reasons": for each record given, why this period is enough and what would be lost if it were shorter.
Write in the third person.`,
  facts: (view) => {
    const { sectionRetention } = gdprView(view)
    const records = sectionRetention.map(({ id, record, trigger }) => ({
      id,
      record,
      keptFrom: trigger,
    }))
    return { ...firm(gdprView(view)), records }
  },
  slots: (view) =>
    slotsFor('reasons', gdprView(view).sectionRetention, (kept) => [
      period(kept.period, kept.trigger),
      reason(kept.reason),
    ]),
  topics: ['retention'],
  content: (view) =>
    z.strictObject({
      introduction: prose(100, 600),
      reasons: each(gdprView(view).sectionRetention, prose(60, 600)),
    }),
  mustMention: () => ['kept', 'keep', 'period'],
}

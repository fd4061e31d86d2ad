import { z } from 'zod'
import type { ArtefactDefinition } from '../../definition.ts'
import { authoritiesOf } from '../slots/named.ts'
import { systems } from '../slots/systems.ts'
import { answerDeadline, breachDeadline, complaintDeadline } from '../slots/times.ts'
import { gdprView } from '../view-schema.ts'
import { bothTiers, each, prose, wholeFirm } from './facts.ts'

export const riskPlan: ArtefactDefinition = {
  id: 'risk-plan',
  operation: 'gdpr.risk-plan',
  risk: 'high',
  title: 'Your risks and 90-day plan',
  document: null,
  tiers: bothTiers,
  onFailure: 'static',
  freshDays: 0,
  promptVersion: '1.2.0',
  maxOutputTokens: 2600,
  task: `Advise this firm on its plan for the next 90 days. The tasks and dates are decided.
"summary": where the firm stands, what is in place already, which of the gaps carries most risk for people and why.
"advice": for each task given, how this firm should go about it: the first step, who should be involved, how to tell that it is done.
Write to the owner, with "you". Be practical and specific to the trade and to the systems that have a placeholder. Repeat no dates.`,
  facts: (view) => {
    const { plan, people, special, security, sector, privacy, dpo } = gdprView(view)
    return {
      ...wholeFirm(gdprView(view)),
      inPlace: security,
      mindInTrade: sector.care,
      people,
      special,
      contact: privacy.email,
      officer: dpo,
      tasks: plan.map(({ id, title, why }) => ({ id, title, why })),
    }
  },
  slots: (view) => ({
    '': [
      ...systems(gdprView(view)),
      ...authoritiesOf(gdprView(view)),
      breachDeadline(gdprView(view)),
      answerDeadline(gdprView(view)),
      complaintDeadline(gdprView(view)),
    ],
  }),
  topics: ['risk', 'security', 'record'],
  content: (view) =>
    z.strictObject({
      summary: prose(200, 1200),
      advice: each(gdprView(view).plan, prose(60, 400)),
    }),
  mustMention: () => ['risk'],
}

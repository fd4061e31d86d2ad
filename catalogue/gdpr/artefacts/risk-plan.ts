import { z } from 'zod'
import type { ArtefactDefinition } from '../../definition.ts'
import { gdprView } from '../view-schema.ts'
import { bothTiers, each, firm, prose } from './facts.ts'

export const riskPlan: ArtefactDefinition = {
  id: 'risk-plan',
  operation: 'gdpr.risk-plan',
  risk: 'high',
  title: 'Your risks and 90-day plan',
  document: null,
  tiers: bothTiers,
  onFailure: 'static',
  freshDays: 0,
  promptVersion: '1.1.0',
  maxOutputTokens: 2600,
  task: `Advise this firm on its plan for the next 90 days. The tasks and dates are decided.
"summary": where the firm stands, what is in place already, which of the gaps carries most risk for people and why.
"advice": for each task given, how this firm should go about it: the first step, who should be involved, how to tell that it is done.
Write to the owner, with "you". Be practical and specific to the trade and the systems given. Repeat no dates.`,
  facts: (view) => {
    const { plan, systems, people, special, security, sector, authorities } = gdprView(view)
    return {
      ...firm(gdprView(view)),
      inPlace: security,
      mindInTrade: sector.care,
      systems,
      people,
      special,
      authorities: authorities.map(({ name }) => name),
      tasks: plan.map(({ id, title, why, cite }) => ({ id, title, why, cite })),
    }
  },
  topics: ['risk', 'security', 'record'],
  content: (view) =>
    z.strictObject({
      summary: prose(200, 1200),
      advice: each(gdprView(view).plan, prose(60, 400)),
    }),
  mustMention: () => ['risk'],
}

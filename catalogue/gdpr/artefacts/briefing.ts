import { z } from 'zod'
import type { ArtefactDefinition } from '../../definition.ts'
import { isOfSection } from '../rules/implied.ts'
import { authoritiesOf, recipient } from '../slots/named.ts'
import { systems } from '../slots/systems.ts'
import { answerDeadline, breachDeadline } from '../slots/times.ts'
import { gdprView } from '../view-schema.ts'
import { fullOnly, prose, wholeFirm } from './facts.ts'

/** Without a model there is none: nothing written beforehand would be about this firm. */
export const briefing: ArtefactDefinition = {
  id: 'briefing',
  operation: 'gdpr.briefing',
  risk: 'high',
  title: 'Briefing for the management',
  document: null,
  tiers: fullOnly,
  onFailure: 'refuse',
  freshDays: 0,
  promptVersion: '1.2.0',
  maxOutputTokens: 3000,
  task: `Brief the management of this firm on its data protection, as an adviser would who knows the trade.
"situation": what the firm does with personal data, and what about it deserves the management's attention.
"strengths": what is in place already and why it counts.
"exposure": which of the gaps given could hurt people or the firm most, and how that would come about.
"decisions": which decisions only the management can take in the next weeks, and what speaks for and against.
"outlook": what to watch over the coming year, given the firm's trade, systems and plans.
Write to the management, with "you". Be specific to the firm. Repeat no dates.`,
  facts: (view) => {
    const { plan, people, special, security, sector, ...more } = gdprView(view)
    const { activities, transfers, dpiaCriteria, dpiaDue, dpoDue, dpo } = more
    return {
      ...wholeFirm(gdprView(view)),
      mindInTrade: sector.care,
      activities: activities.filter(isOfSection).map(({ title, special }) => ({ title, special })),
      inPlace: security,
      gaps: plan.map(({ title, why }) => ({ title, why })),
      risky: dpiaCriteria.filter(({ met }) => met).map(({ title }) => title),
      impactAssessmentDue: dpiaDue,
      officerDueButNotNamed: dpoDue && dpo === '',
      representativeMissingIn: more.representative === '' ? more.representativeFor : '',
      transfers: transfers.map(({ id, country, settled }) => ({ id, country, settled })),
      people,
      special,
    }
  },
  slots: (view) => ({
    '': [
      ...systems(gdprView(view)),
      ...gdprView(view).transfers.map(recipient),
      ...authoritiesOf(gdprView(view)),
      breachDeadline(gdprView(view)),
      answerDeadline(gdprView(view)),
    ],
  }),
  topics: ['risk', 'security', 'record', 'breach'],
  content: () =>
    z.strictObject({
      situation: prose(250, 1400),
      strengths: prose(120, 900),
      exposure: prose(200, 1400),
      decisions: prose(200, 1400),
      outlook: prose(120, 900),
    }),
  // Any text names [[COMPANY]]; one of this firm names a system of its own, or whom it deals with.
  mustMention: (view) => {
    const { systems, people } = gdprView(view)
    return systems.length > 0 ? systems.map(({ name }) => name) : people
  },
}

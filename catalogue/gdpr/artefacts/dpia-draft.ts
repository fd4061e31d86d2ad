import { z } from 'zod'
import type { ArtefactDefinition } from '../../definition.ts'
import { basisInThirdPerson, condition } from '../slots/bases.ts'
import { systemsNamed } from '../slots/systems.ts'
import { period } from '../slots/times.ts'
import { gdprView } from '../view-schema.ts'
import { each, firm, fullOnly, others, prose } from './facts.ts'

export const dpiaDraft: ArtefactDefinition = {
  id: 'dpia-draft',
  operation: 'gdpr.dpia-draft',
  risk: 'high',
  title: 'Draft of your impact assessment',
  document: '07',
  tiers: fullOnly,
  onFailure: 'static',
  freshDays: 7,
  promptVersion: '1.1.0',
  maxOutputTokens: 2600,
  task: `Draft the text parts of a data protection impact assessment for one processing activity of this firm.
"description": what the firm does with the data, step by step from collection to deletion, with the people and kinds of data given and the systems that have a placeholder.
"necessity": why the activity is needed for its purpose, and where the firm should look for less data, fewer readers or a milder way.
"risks": for each risk given, how it could come about in this activity, what it would mean for the people, and how the measures given as in place or missing bear on it.
See each risk from the side of the people, not of the firm. Write in the third person. Claim no measure that is not given as in place. Leave likelihood, severity, the result and every decision to the firm.`,
  facts: (view) => {
    const { dpiaSubject, dpiaRisks, measures, sector } = gdprView(view)
    const { title, purpose, people, data, special, sources, trigger, recipients } = dpiaSubject
    const activity = {
      ...{ title, purpose, people, data, special, sources, keptFrom: trigger },
      recipients: others(recipients, gdprView(view)),
    }
    const risks = dpiaRisks.map(({ id, title, harm, measures: bearing }) => {
      const named = measures.filter((measure) => bearing.includes(measure.id))
      const inPlace = named.filter((measure) => measure.inPlace).map(({ title }) => title)
      const missing = named.filter((measure) => !measure.inPlace).map(({ title }) => title)
      return { id, risk: title, harm, inPlace, missing }
    })
    return { ...firm(gdprView(view)), activity, risks, mindInTrade: sector.care }
  },
  slots: (view) => {
    const { dpiaSubject } = gdprView(view)
    const { systems, retention, trigger } = dpiaSubject
    const kept = period(retention, trigger, 'allowed')
    return {
      '': systemsNamed(gdprView(view), systems),
      description: [basisInThirdPerson(dpiaSubject), ...condition(dpiaSubject), kept],
      necessity: [kept],
    }
  },
  topics: ['assessment'],
  content: (view) =>
    z.strictObject({
      description: prose(150, 1500),
      necessity: prose(120, 800),
      risks: each(gdprView(view).dpiaRisks, prose(100, 500)),
    }),
  mustMention: () => ['risk', 'data'],
}

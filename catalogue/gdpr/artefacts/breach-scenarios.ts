import { z } from 'zod'
import type { ArtefactDefinition } from '../../definition.ts'
import { responsible } from '../slots/named.ts'
import { systems } from '../slots/systems.ts'
import { breachDeadline } from '../slots/times.ts'
import { gdprView } from '../view-schema.ts'
import { each, firm, fullOnly, prose } from './facts.ts'

export const breachScenarios: ArtefactDefinition = {
  id: 'breach-scenarios',
  operation: 'gdpr.breach-scenarios',
  risk: 'low',
  title: 'Breach scenarios for your firm',
  document: '05',
  tiers: fullOnly,
  onFailure: 'static',
  freshDays: 7,
  promptVersion: '1.3.0',
  maxOutputTokens: 2400,
  task: `Tell each of the breach scenarios given as it could happen in this firm, for its staff to practise.
"introduction": how the staff are to use the scenarios; here "you" may speak to them.
"story": how it begins and who notices, with the systems that have a placeholder and the kinds of data given.
"firstHour": what the people involved do in the first hour.
"decision": what speaks for and against telling the authority and the people concerned; leave the decision to the firm.
Write in the third person.`,
  facts: (view) => {
    const { scenarios, data, special } = gdprView(view)
    const wanted = scenarios.map(({ id, title }) => ({ id, title }))
    return { ...firm(gdprView(view)), wanted, data, special }
  },
  slots: (view) => ({
    '': [...systems(gdprView(view)), responsible(gdprView(view)), breachDeadline(gdprView(view))],
  }),
  topics: ['breach'],
  content: (view) =>
    z.strictObject({
      introduction: prose(80, 500),
      scenarios: each(
        gdprView(view).scenarios,
        z.strictObject({
          story: prose(100, 500),
          firstHour: prose(80, 400),
          decision: prose(80, 400),
        }),
      ),
    }),
  mustMention: () => ['authority'],
}

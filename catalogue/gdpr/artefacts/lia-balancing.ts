import { z } from 'zod'
import type { ArtefactDefinition } from '../../definition.ts'
import { period } from '../slots/times.ts'
import { gdprView } from '../view-schema.ts'
import { each, firm, fullOnly, others, prose, slotsFor } from './facts.ts'

export const liaBalancing: ArtefactDefinition = {
  id: 'lia-balancing',
  operation: 'gdpr.lia-balancing',
  risk: 'high',
  title: 'Draft of the balancing of interests',
  document: '10',
  tiers: fullOnly,
  onFailure: 'static',
  freshDays: 7,
  promptVersion: '1.2.0',
  maxOutputTokens: 3600,
  task: `Draft the balancing of interests for each activity of this firm that rests on legitimate interests (Art. 6(1)(f)).
"introduction": why the firm weighs its interests against those of the people, and what the draft is for.
"balances": for each activity given, "necessity": why the interest cannot be reached in a milder way; "expectation": what the people concerned expect, given how they deal with the firm; "impact": what the activity could mean for them, and what softens it.
Write in the third person. Name the interest as given; leave the outcome to the firm.`,
  facts: (view) => {
    const { interestActivities, children, security } = gdprView(view)
    const activities = interestActivities.map(({ id, title, purpose, people, data, ...more }) => {
      const recipients = others(more.recipients, gdprView(view))
      return { id, title, purpose, people, data, interest: more.interest, recipients }
    })
    return { ...firm(gdprView(view)), activities, children, inPlace: security }
  },
  slots: (view) =>
    slotsFor('balances', gdprView(view).interestActivities, ({ retention, trigger }) => [
      period(retention, trigger, 'allowed'),
    ]),
  topics: ['interests'],
  content: (view) =>
    z.strictObject({
      introduction: prose(100, 600),
      balances: each(
        gdprView(view).interestActivities,
        z.strictObject({
          necessity: prose(80, 400),
          expectation: prose(80, 400),
          impact: prose(80, 400),
        }),
      ),
    }),
  mustMention: () => ['interest'],
}

import { z } from 'zod'
import type { ArtefactDefinition } from '../../definition.ts'
import { gdprView } from '../view-schema.ts'
import { each, firm, fullOnly, prose } from './facts.ts'

export const securityMeasures: ArtefactDefinition = {
  id: 'security-measures',
  operation: 'gdpr.security-measures',
  risk: 'low',
  title: 'Your security measures in words',
  document: '13',
  tiers: fullOnly,
  onFailure: 'static',
  freshDays: 7,
  promptVersion: '1.0.0',
  maxOutputTokens: 2400,
  task: `Describe the technical and organisational measures of this firm for its data protection policy.
"introduction": what the firm protects, against what, and how it chose its measures.
"measures": for each measure given, how this firm carries it out with the systems given and how it sees that it works, or, where it is not in place, what the firm is going to do.
Write in the third person. Claim nothing that is not given as in place; what is not in place may only be unknown.`,
  facts: (view) => {
    const { measures, systems, people, special, sector } = gdprView(view)
    return { ...firm(gdprView(view)), measures, systems, people, special, mindInTrade: sector.care }
  },
  topics: ['security', 'measures'],
  content: (view) =>
    z.strictObject({
      introduction: prose(120, 700),
      measures: each(gdprView(view).measures, prose(80, 420)),
    }),
  mustMention: () => ['data', 'access'],
}

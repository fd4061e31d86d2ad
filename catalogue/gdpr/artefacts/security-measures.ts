import { z } from 'zod'
import type { ArtefactDefinition } from '../../definition.ts'
import { systems, useOf } from '../slots/systems.ts'
import { type GdprView, gdprView } from '../view-schema.ts'
import { each, firm, fullOnly, prose, slotsFor } from './facts.ts'

/** What somebody else keeps and nobody would restore has no place in a text on backups. */
function isCopied(system: GdprView['systems'][number]): boolean {
  return !['analytics', 'newsletter'].includes(useOf(system))
}

export const securityMeasures: ArtefactDefinition = {
  id: 'security-measures',
  operation: 'gdpr.security-measures',
  risk: 'low',
  title: 'Your security measures in words',
  document: '13',
  tiers: fullOnly,
  onFailure: 'static',
  freshDays: 7,
  promptVersion: '1.2.0',
  maxOutputTokens: 2400,
  task: `Describe the technical and organisational measures of this firm for its data protection policy.
"introduction": what the firm protects, against what, and how it chose its measures.
"measures": for each measure given, how this firm carries it out in the systems that have a placeholder and how it sees that it works, or, where it is not in place, what the firm is going to do.
Write in the third person. Claim nothing that is not given as in place; what is not in place may only be unknown.`,
  facts: (view) => {
    const { measures, special, sector } = gdprView(view)
    return { ...firm(gdprView(view)), measures, special, mindInTrade: sector.care }
  },
  slots: (view) => {
    const others = systems(gdprView(view), (system) => !isCopied(system))
    const measures = gdprView(view).measures.filter(({ id }) => id !== 'backups')
    return {
      '': systems(gdprView(view), isCopied),
      introduction: others,
      ...slotsFor('measures', measures, () => others),
    }
  },
  topics: ['security', 'measures'],
  content: (view) =>
    z.strictObject({
      introduction: prose(120, 700),
      measures: each(gdprView(view).measures, prose(80, 420)),
    }),
  mustMention: () => ['data', 'access'],
}

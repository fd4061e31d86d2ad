import { z } from 'zod'
import type { ArtefactDefinition } from '../../definition.ts'
import { gdprView } from '../view-schema.ts'
import { each, firm, fullOnly, prose } from './facts.ts'

export const transferNarrative: ArtefactDefinition = {
  id: 'transfer-narrative',
  operation: 'gdpr.transfer-narrative',
  risk: 'high',
  title: 'Your transfers abroad in words',
  document: '12',
  tiers: fullOnly,
  onFailure: 'static',
  freshDays: 7,
  promptVersion: '1.0.0',
  maxOutputTokens: 2000,
  task: `Describe the transfers of personal data abroad for this firm's transfer assessment.
"introduction": why data leave the country in this firm, and how it keeps watch over that.
"transfers": for each transfer given, which data go to whom and for which of the firm's activities, what the safeguard given is, and what the firm should look at in the recipient's country.
Write in the third person. Say nothing of the law of a country that is not in the evidence; choose no safeguard and draw no conclusion.`,
  facts: (view) => {
    const { transfers, mayBeAbroad, processors } = gdprView(view)
    const vendors = processors.map(({ id: _, ...vendor }) => vendor)
    return { ...firm(gdprView(view)), transfers, toBeFoundOut: mayBeAbroad, vendors }
  },
  topics: ['transfers'],
  content: (view) =>
    z.strictObject({
      introduction: prose(100, 700),
      transfers: each(gdprView(view).transfers, prose(100, 700)),
    }),
  mustMention: () => ['transfer', 'abroad'],
}

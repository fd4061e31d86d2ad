import { z } from 'zod'
import type { ArtefactDefinition } from '../../definition.ts'
import { recipient, safeguard } from '../slots/named.ts'
import { systems } from '../slots/systems.ts'
import { type GdprView, gdprView } from '../view-schema.ts'
import { each, firm, fullOnly, prose, slotsFor } from './facts.ts'

export const transferNarrative: ArtefactDefinition = {
  id: 'transfer-narrative',
  operation: 'gdpr.transfer-narrative',
  risk: 'high',
  title: 'Your transfers abroad in words',
  document: '12',
  tiers: fullOnly,
  onFailure: 'static',
  freshDays: 7,
  promptVersion: '1.1.0',
  maxOutputTokens: 2000,
  task: `Describe the transfers of personal data abroad for this firm's transfer assessment.
"introduction": why data leave the country in this firm, and how it keeps watch over that.
"transfers": for each transfer given, which data go to whom and for which of the firm's activities, what the safeguard is or that none is settled, and what the firm should look at in the recipient's country.
Write in the third person. Say nothing of the law of a country that is not in the evidence; choose no safeguard and draw no conclusion.`,
  facts: (view) => {
    const { transfers, mayBeAbroad, nearby, systems } = gdprView(view)
    const unknown = systems.filter(({ name }) => mayBeAbroad.includes(name))
    return {
      ...firm(gdprView(view)),
      transfers: transfers.map((transfer) => transferFacts(transfer, gdprView(view))),
      // What is adequate needs no words of its own, unless there is nothing else to tell of.
      ...(transfers.length + unknown.length === 0 && {
        adequate: nearby.map(({ country }) => country),
      }),
      toBeFoundOut: unknown.map(({ use }) => use),
    }
  },
  slots: (view) => {
    const { transfers } = gdprView(view)
    return {
      introduction: [...transfers.map(recipient), ...systems(gdprView(view))],
      ...slotsFor('transfers', transfers, (transfer) => [
        recipient(transfer),
        ...safeguard(transfer),
        ...systems(gdprView(view), ({ vendor }) => vendor === transfer.vendor),
      ]),
    }
  },
  topics: ['transfers'],
  content: (view) =>
    z.strictObject({
      introduction: prose(100, 700),
      transfers: each(gdprView(view).transfers, prose(100, 700)),
    }),
  mustMention: () => ['transfer', 'abroad'],
}

type Transfer = GdprView['transfers'][number]

function transferFacts({ id, country, settled, vendor }: Transfer, { processors }: GdprView) {
  const { uses, people, data } = processors.find((one) => one.vendor === vendor) ?? {}
  return { id, country, settled, uses, people, data }
}

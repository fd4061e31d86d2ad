import { z } from 'zod'
import { asItem, sentence } from '../../../pack/sentence.ts'
import { perhaps, words } from '../../shape.ts'
import type { GdprAnswers } from '../questionnaire.ts'
import { sectorOf, sectorShape } from './sectors.ts'

/** Who the firm is, and who speaks for it. */
export const firmShape = z.strictObject({
  company: z.strictObject({
    /** The trading name, or the legal one. */
    name: words,
    legalName: words,
    tradingName: perhaps,
    number: perhaps,
    /** On one line. */
    address: words,
    website: perhaps,
    description: words,
    staff: z.int(),
  }),
  sector: sectorShape,
  owner: words,
  approver: words,
  person: z.strictObject({ name: words, role: words, email: words }),
  approval: z.strictObject({ name: words, role: words }),
  privacy: z.strictObject({ email: words, phone: perhaps }),
  /** Name and e-mail; empty without one. */
  dpo: perhaps,
  jointWith: perhaps,
})

export function firmOf({ company, person, approver, privacy, use }: GdprAnswers) {
  const { sector, ...firm } = company
  return {
    company: {
      ...firm,
      name: firm.tradingName || firm.legalName,
      tradingName: firm.tradingName ?? '',
      number: firm.number ?? '',
      address: onOneLine(firm.address),
      website: firm.website ?? '',
    },
    sector: sectorOf(sector),
    owner: sentence`${person.name}, ${person.role}`,
    approver: sentence`${approver.name}, ${approver.role}`,
    person,
    approval: approver,
    privacy: { email: privacy.email, phone: privacy.phone ?? '' },
    dpo: (privacy.dpo === 'yes' && privacy.dpoContact) || '',
    jointWith: jointWith(use),
  }
}

/** Who decides with the firm; empty where nobody does. */
export function jointWith({ joint, jointWith }: GdprAnswers['use']): string {
  return (joint === 'yes' && jointWith) || ''
}

function onOneLine(address: string): string {
  return address
    .split(/,?\s*\n+/)
    .map(asItem)
    .join(', ')
}

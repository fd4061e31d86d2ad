import { describe, expect, it } from 'vitest'
import { intoSlots } from '../../commands/eval/into-slots.ts'
import { slotsAt } from '../../pack/slots.ts'
import { askFor, assignmentOf } from './rig.ts'

const inText = (artefact: string, part: string, path: string) => {
  const slots = slotsAt(assignmentOf(askFor(artefact, { part })).slots ?? {}, path)
  return (text: string) => intoSlots(text, { '': slots })
}

const orders = inText('processing-descriptions', 'orders', 'description')
const notice = inText('notice-section', '', 'purposes.newsletter')
const reason = inText('retention-rationale', '', 'reasons.recruitment')
const breach = inText('breach-scenarios', '', 'introduction')

describe('a text’s own fact becomes its slot, however it is spelled:', () => {
  it.each([
    [orders, 'Kept for 6 years.', 'Kept for [[PERIOD]].'],
    [
      orders,
      'Six years after the contract is completed it goes.',
      '[[PERIOD]] after the contract is completed it goes.',
    ],
    [orders, 'Kept for 72 months (six years).', 'Kept for [[PERIOD]].'],
    [
      orders,
      'Kept in shopify and Microsoft 365.',
      'Kept in [[SHOP_SYSTEM]] and [[OFFICE_SYSTEM]].',
    ],
    [notice, 'The basis is your consent (Article 6(1)(a) GDPR).', 'The basis is [[BASIS]].'],
    [notice, 'The basis is your consent (Art. 6 (1) lit. a GDPR).', 'The basis is [[BASIS]].'],
    [
      orders,
      'It is kept for six years after the work is done.',
      'It is kept for [[PERIOD]] after the work is done.',
    ],
    [
      notice,
      'Only with your consent, Art. 6(1)(a), do we write.',
      'Only with [[BASIS]], do we write.',
    ],
    [
      reason,
      'They stay, as a rejected applicant may bring a discrimination claim in the months that follow.',
      'They stay, as [[REASON]].',
    ],
    [
      breach,
      'Tell the authority within seventy-two hours of becoming aware.',
      'Tell the authority within [[DEADLINE]] of becoming aware.',
    ],
  ])('%#: %s', (into, said, slotted) => {
    expect(into(said)).toBe(slotted)
  })
})

describe('a wrong fact stays as it was said:', () => {
  it.each([
    [orders, 'Kept for 10 years.'],
    [orders, 'Kept for 6 months.'],
    [orders, 'Kept for six years from the first visit.'],
    [orders, 'Kept in Xero.'],
    [notice, 'The basis is our contract with you, Art. 6(1)(b).'],
    [notice, 'The basis is our contract with you, Art. 6(1)(a).'],
    [notice, 'The basis is your consent, Art. 6(1)(f).'],
    [
      reason,
      'They stay, as a rejected applicant may bring a discrimination claim in the 3 months that follow.',
    ],
    [breach, 'Tell the authority within 48 hours of becoming aware.'],
    [breach, 'Tell the authority within 72 hours of the breach.'],
    [breach, 'Tell the authority within 72 working hours.'],
    [breach, 'A request is answered within 72 hours.'],
  ])('%#: %s', (into, said) => {
    expect(into(said)).toBe(said)
  })
})

import { describe, expect, test } from 'vitest'
import { gdpr } from '../../../catalogue/gdpr.ts'
import { changed } from '../changed.ts'
import { firms, orderOf, staticDocuments } from '../firms.ts'

const firmNamed = (name: string) => firms.find((firm) => firm.name === name)?.answers ?? {}

const group = firmNamed('group-both')
const partner = 'Meridian Nederland'

/** Numbers of the documents in which the joint controller stands. */
const namedIn = (purposes: readonly string[]) => {
  const documents = staticDocuments(orderOf(changed(group, 'use.jointFor', purposes)))
  return [...documents].flatMap(([id, text]) => (text.includes(partner) ? id.slice(0, 2) : []))
}

describe('a joint controller', () => {
  test('of a purpose that concerns customers is named to them, and not to staff', () => {
    expect(namedIn(['enquiries'])).toContain('02')
    expect(namedIn(['enquiries'])).not.toContain('03')
  })

  test('of a purpose that concerns staff is named to them, and not to customers', () => {
    expect(namedIn(['staff'])).toContain('03')
    expect(namedIn(['staff'])).not.toContain('02')
  })

  test('stands in the record beside the purposes for which it decides, and no others', () => {
    const record = staticDocuments(orderOf(group)).get('01-record-of-processing') ?? ''
    const [, ...entries] = record.split(/^### /m)
    const joint = entries.filter((entry) =>
      entry.includes(`| Joint controller (Art. 26) | ${partner}`),
    )
    expect(joint.map((entry) => entry.split('\n')[0])).toEqual([
      'Answering enquiries and making quotations',
      'Employing people',
    ])
  })

  test('is refused for a purpose that the firm does not have, in one sentence', () => {
    const answers = changed(group, 'use.jointFor', ['newsletter', 'staff'])
    const messages = gdpr.questionnaire.safeParse(answers).error?.issues.map((one) => one.message)
    expect(messages).toEqual([
      'For which purposes do you decide together? “Newsletters and offers by e-mail” is not among what you use personal data for; choose it there as well, or not here.',
    ])
  })
})

describe('decisions by computer alone', () => {
  const logic = 'A score from income and rent history'
  const landlord = firmNamed('lettings-scotland')
  const told = (id: string, purposes: readonly string[]) =>
    staticDocuments(orderOf(changed(landlord, 'use.automatedFor', purposes))).get(id) ?? ''

  test('about customers are told to customers, and never to staff', () => {
    expect(told('02-privacy-notice', ['client-work'])).toContain(logic)
    const staff = told('03-staff-notice', ['client-work'])
    expect(staff).not.toContain(logic)
    expect(staff).toContain('We take no decisions that have legal or similarly serious effects')
  })

  test('about staff are told to staff, and never to customers', () => {
    expect(told('03-staff-notice', ['staff'])).toContain(logic)
    expect(told('02-privacy-notice', ['staff'])).not.toContain(logic)
  })

  test('need one of three grounds under EU law; without one they are said to wait for it', () => {
    const requests = (ground: string) =>
      staticDocuments(orderOf(changed(landlord, 'use.automatedGround', ground))).get(
        '08-rights-requests',
      )
    expect(requests('unsure')).toContain('On which ground they rest is not settled')
    expect(requests('contract')).toContain('needed to make or carry out a contract with the person')
  })
})

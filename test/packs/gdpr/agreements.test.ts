import { describe, expect, test } from 'vitest'
import { changed } from '../changed.ts'
import { mainFirm } from '../firms.ts'
import { firmNamed, firmsWith, handoutsOf, reasonFor, viewOf, workingPageOf } from './handed-out.ts'

const bakery = mainFirm.answers
const polish = firmNamed('processor-poland')
const photographer = firmNamed('photographer-england')

const vendorPapers = (answers = bakery) => handoutsOf(answers, '16-vendor-agreement')
const customerPapers = (answers = polish) => handoutsOf(answers, '17-customer-agreement')

/** Provisions, and words by which the clause on each is known. */
const points = [
  ['28(3)(a)', 'only on documented instructions'],
  ['28(3), last sentence', 'says so at once if it believes that an instruction breaks'],
  ['28(3)(b)', 'has promised confidentiality'],
  ['28(3)(c)', 'takes the measures that Article 32 asks for'],
  ['28(2)', 'The controller consents to the sub-processors'],
  ['28(4)', 'puts the same duties on each by contract'],
  ['28(3)(e)', 'to answer requests in the time that the law allows'],
  ['28(3)(f)', 'its duties under Articles 32 to 36'],
  ['28(3)(g)', 'deletes all personal data or gives them back, as the controller chooses'],
  ['28(3)(h)', 'allows audits, inspections on the spot included'],
  ['33(2)', 'at the latest after as many hours as the annex says'],
  ['28(9)', 'Changes are made in writing, electronic form included'],
  ['82', 'Each party is liable as the law says'],
] as const

describe('the agreement with vendors', () => {
  test.each(points)('holds what Article %s asks for', (_, words) => {
    expect(vendorPapers()[0]).toContain(words)
  })

  test('has an annex for each vendor of which no terms are known, and for no other', () => {
    const annexes = vendorPapers().slice(1)
    expect(annexes).toHaveLength(1)
    expect(annexes[0]).toContain('## Annex: BrightHR')
    expect(viewOf(bakery).processors.length).toBeGreaterThan(1)
  })

  test('has the answers in the annex: systems, purpose, place, people, data and measures', () => {
    const [, annex = ''] = vendorPapers()
    const [processor] = viewOf(bakery).contractAnnexes
    expect(annex).toContain('| Purpose | Staff records and recruitment |')
    expect(annex).toContain('| Data are kept in | United Kingdom |')
    expect(annex).toContain(`| People | ${processor?.people.join(' and ')} |`)
    expect(annex).toContain('health')
    expect(annex).toContain('multi-factor authentication on e-mail and cloud accounts')
    expect(annex.match(/^::signature/gm)).toHaveLength(2)
  })

  test('has a field for a task or a country of which the answer says nothing', () => {
    const unknown = changed(bakery, 'systems', [
      { name: 'Tool', vendor: 'Maker', use: 'other', hosting: 'unknown' },
    ])
    const [, annex = ''] = vendorPapers(unknown)
    expect(annex).toMatch(/::field\{id="a1-maker-purpose"/)
    expect(annex).toMatch(/::field\{id="a1-maker-places"/)
    expect(annex).not.toMatch(/Something else|Not sure/)
  })

  test('is left out where each vendor has terms of its own, and where there is none', () => {
    const known = changed(bakery, 'systems', [
      { name: 'Xero', vendor: 'Xero', use: 'accounting', hosting: 'us' },
    ])
    expect(reasonFor(known, '16')).toContain('offers an agreement of its own, or there is none')
    expect(reasonFor(firmNamed('plumber-uk'), '16')).toContain('or there is none')
    expect(reasonFor(bakery, '16')).toBeUndefined()
  })

  test('is there for iCloud, whose terms name no processor', () => {
    const apple = changed(bakery, 'systems', [
      { name: 'iCloud', vendor: 'Apple', use: 'office', hosting: 'us' },
    ])
    expect(viewOf(apple).contractAnnexes.map(({ vendor }) => vendor)).toEqual(['Apple'])
  })

  test('takes account of professional secrecy, with the provision on vendors', () => {
    const [contract = ''] = vendorPapers(firmNamed('dental-cologne'))
    expect(contract).toContain('§ 203(3) and (4) StGB')
    expect(vendorPapers()[0]).not.toContain('secrets that the controller')
  })
})

describe('the law that governs', () => {
  test.each([
    ['photographer-england', 'the law of England and Wales'],
    ['landlord-netherlands', 'the law of the Netherlands'],
    ['group-both', ''],
    [
      'webshop-ireland',
      'the law of Ireland; as far as the UK GDPR asks for it, the law of Northern Ireland',
    ],
    [
      'lettings-scotland',
      'the law of Scotland; as far as the GDPR asks for it, the law of Ireland',
    ],
  ])('of %s is %s', (name, law) => expect(viewOf(firmNamed(name)).governingLaw).toBe(law))

  test('under UK law alone is no law of the European Union', () => {
    const [contract = ''] = vendorPapers(photographer)
    expect(contract).toContain('the UK GDPR and the Data Protection Act 2018')
    expect(contract).toContain('a law of the United Kingdom obliges')
    expect(contract).not.toContain('European Union')
  })
})

describe('the agreement with customers', () => {
  const clauses = (contract = '') => contract.slice(contract.indexOf('**1. '))

  test('has the clauses of the agreement with vendors, to the letter', () => {
    expect(clauses(customerPapers()[0])).toBe(clauses(vendorPapers(polish)[0]))
    expect(clauses(customerPapers()[0]).length).toBeGreaterThan(4000)
  })

  test('names what the firm does, its vendors with countries, measures and contact', () => {
    const [, annex = ''] = customerPapers()
    const { processing, processors, security, person } = viewOf(polish)
    expect(annex).toContain(processing.slice(0, -1))
    for (const { vendor } of processors) expect(annex).toContain(`label="${vendor} (`)
    expect(annex).toContain('Slack (Slack): E-mail, calendar and files; in: United States')
    expect(annex).toContain(security[0])
    expect(annex).toContain(person.email)
  })

  test('is there for those alone who work for others', () => {
    expect(firmsWith('17')).toEqual([
      'everything-spain',
      'group-both',
      'processor-poland',
      'software-bulgaria',
    ])
    expect(reasonFor(bakery, '17')).toContain('on the instructions of customers')
  })

  test('is where the processor check sends those who need it', () => {
    expect(workingPageOf(polish, '04-processor-check')).toContain('document 17')
  })
})

test('the processor check sends to the agreement, where there is one', () => {
  const check = (answers: typeof bakery) => workingPageOf(answers, '04-processor-check')
  expect(check(bakery)).toContain('Document 16 is one, with an annex for BrightHR')
  const known = changed(bakery, 'systems', [
    { name: 'Xero', vendor: 'Xero', use: 'accounting', hosting: 'us' },
  ])
  expect(check(known)).not.toContain('ocument 16')
})

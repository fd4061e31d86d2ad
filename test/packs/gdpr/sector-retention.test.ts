import { describe, expect, test } from 'vitest'
import { openPeriod } from '../../../catalogue/gdpr/rules/sector-retention.ts'
import { gdprView } from '../../../catalogue/gdpr/view-schema.ts'
import { gdpr } from '../../../catalogue/gdpr.ts'
import type { Answers } from '../../../pack/order.ts'
import { changed } from '../changed.ts'
import { firms, mainFirm, orderOf, staticDocuments } from '../firms.ts'

const firmNamed = (name: string): Answers => firms.find((firm) => firm.name === name)?.answers ?? {}
const clinic = firmNamed('dental-cologne')
const physiotherapist = firmNamed('physiotherapy-london')
const untold = (answers: Answers) =>
  changed(changed(answers, 'place.filesYears', undefined), 'place.applicationMonths', undefined)
const british = untold(physiotherapist)

const keptBy = (answers: Answers, id: string) =>
  gdprView(gdpr.view(orderOf(answers))).retention.find((entry) => entry.id === id)

/** A firm of a sector in a state of the EEA, or in a part of the United Kingdom. */
const firmOf = (sector: string, where: string) =>
  /^[A-Z]{2}$/.test(where)
    ? changed(changed(clinic, 'place.memberState', where), 'company.sector', sector)
    : changed(changed(british, 'place.ukPart', where), 'company.sector', sector)

describe('files on those whom a firm serves', () => {
  test.each([
    ['health', 'DE', '10 years', '§ 630f(3) BGB'],
    ['health', 'NL', '20 years', 'Article 7:454(3) BW'],
    ['health', 'PL', '20 years', 'o prawach pacjenta'],
    ['health', 'scotland', '6 years', 'Scottish health and social care records'],
    ['legal', 'DE', '6 years', '§ 50(1) BRAO'],
    ['legal', 'scotland', '5 years', 'Prescription and Limitation (Scotland) Act 1973'],
    ['accounting', 'DE', '10 years', '§ 66(1) StBerG'],
    ['property', 'FR', '3 years', 'loi n° 89-462'],
    ['childcare', 'englandWales', '2 years', 'Childcare (General Childcare Register)'],
  ])('of %s in %s are kept for %s', (sector, where, period, cite) => {
    expect(keptBy(firmOf(sector, where), 'client-work')).toMatchObject({
      period,
      reason: expect.stringContaining(cite),
      ask: '',
    })
  })

  test.each([
    ['health', 'IT', 'your professional chamber or body'],
    ['health', 'IE', 'your professional chamber or body'],
    ['education', 'DE', 'the authority or body that recognises your courses'],
    ['childcare', 'ES', 'the authority that licensed you'],
    ['accounting', 'NL', 'your professional body'],
  ])('of %s in %s stay open, with whom to ask', (sector, where, ask) => {
    const answers = firmOf(sector, where)
    expect(keptBy(answers, 'client-work')).toMatchObject({ period: openPeriod, ask })
    const schedule = staticDocuments(orderOf(answers)).get('09-retention-schedule')
    expect(schedule).toContain(`Ask ${ask}: for how long must these files be kept`)
  })

  test('follow what the firm was told, where we know nothing', () => {
    const told = changed(firmOf('childcare', 'ES'), 'place.filesYears', 4)
    expect(keptBy(told, 'client-work')).toMatchObject({ period: '4 years', ask: '' })
  })

  test('are kept as the firm decided, with what we know beside it', () => {
    expect(keptBy(physiotherapist, 'client-work')).toMatchObject({
      period: '6 years',
      reason: expect.stringContaining('Limitation Act 1980'),
      otherwise: expect.stringMatching(/^8 years from the patient's last visit \(NHS/),
    })
    const schedule = staticDocuments(orderOf(physiotherapist)).get('09-retention-schedule')
    expect(schedule).toContain('you keep them for 6 years. We know of another period: 8 years')
    const longer = changed(physiotherapist, 'place.filesYears', 10)
    expect(keptBy(longer, 'client-work')?.reason).toContain('rules of the profession')
  })

  test.each([
    [1, '1 year'],
    [4, '4 years'],
  ])('are kept for %i, written as %s', (filesYears, period) => {
    const told = changed(physiotherapist, 'place.filesYears', filesYears)
    expect(keptBy(told, 'client-work')?.period).toBe(period)
  })

  test('never follow tax law in a sector that has rules of its own', () => {
    for (const sector of ['health', 'legal', 'accounting', 'childcare', 'education', 'property'])
      for (const where of ['DE', 'ES', 'FR', 'IT', 'englandWales'])
        expect(keptBy(firmOf(sector, where), 'client-work')?.reason).not.toMatch(/tax/)
  })
})

test('a dental clinic keeps X-ray images apart, of minors until they are 28', () => {
  expect(keptBy(clinic, 'x-ray-images')).toMatchObject({
    period: '10 years',
    trigger: 'the last examination (of minors, not before their 28th birthday)',
    reason: expect.stringContaining('§ 85(2) StrlSchG'),
  })
})

describe('applications', () => {
  test.each([
    ['DE', '6 months', '§ 15(4) AGG'],
    ['IE', '12 months', 'section 77(5) Employment Equality Act 1998'],
    ['NL', '4 weeks', 'Autoriteit Persoonsgegevens'],
    ['englandWales', '10 months', 'section 123 Equality Act 2010'],
  ])('in %s are kept for %s, unless the firm decided', (where, period, cite) => {
    expect(keptBy(firmOf('health', where), 'recruitment')).toMatchObject({
      period,
      reason: expect.stringContaining(cite),
    })
    const decided = changed(firmOf('health', where), 'place.applicationMonths', 5)
    expect(keptBy(decided, 'recruitment')).toMatchObject({
      period: '5 months',
      otherwise: expect.stringContaining(period),
    })
  })
})

test('proof of consent is kept as long as document 11 says, and not as short as an address', () => {
  const kept = keptBy(mainFirm.answers, 'consent-proof')
  expect(kept).toMatchObject({ period: '3 years', trigger: 'the withdrawal of the consent' })
  const cookies = staticDocuments(orderOf(mainFirm.answers)).get('11-cookies')
  expect(cookies).toContain('and then 3 years from the withdrawal of the consent')
  expect(keptBy(clinic, 'newsletter')).toBeUndefined()
})

describe('a rule of one part of the United Kingdom', () => {
  test.each([
    ['property', 'scotland', 'right-to-rent-copies', undefined],
    ['property', 'englandWales', 'right-to-rent-copies', '1 year'],
    ['childcare', 'scotland', 'client-work', openPeriod],
  ])('holds for no other: %s in %s', (sector, part, id, period) => {
    expect(keptBy(firmOf(sector, part), id)?.period).toBe(period)
  })

  test('is Northern Ireland’s own for applications there', () => {
    const kept = keptBy(firmOf('health', 'northernIreland'), 'recruitment')
    expect(kept?.reason).toContain('Northern Ireland')
    expect(kept?.reason).not.toContain('Equality Act 2010')
  })
})

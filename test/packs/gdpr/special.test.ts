import { describe, expect, test } from 'vitest'
import { gdprView } from '../../../catalogue/gdpr/view-schema.ts'
import { gdpr } from '../../../catalogue/gdpr.ts'
import type { Answers } from '../../../pack/order.ts'
import { changed } from '../changed.ts'
import { firms, orderOf, staticDocuments } from '../firms.ts'

const firmNamed = (name: string): Answers => firms.find((firm) => firm.name === name)?.answers ?? {}
const dentist = firmNamed('dental-cologne')
const physio = firmNamed('physiotherapy-london')
const lettings = firmNamed('lettings-scotland')

const viewOf = (answers: Answers) => gdprView(gdpr.view(orderOf(answers)))
const rowOf = (answers: Answers, id: string) =>
  viewOf(answers).activities.find((activity) => activity.id === id)

describe('special category data stand with what tells of them', () => {
  // C-21/23: that somebody books, and pays for, a treatment is itself data on health.
  test.each(['client-work', 'bookings', 'enquiries', 'accounts'])(
    'of a clinic, %s tell of health',
    (id) => expect(rowOf(dentist, id)?.sensitive).toEqual(['health']),
  )

  test('and only there: suppliers and the website tell nothing', () => {
    expect(rowOf(dentist, 'website')?.sensitive).toEqual([])
    expect(rowOf(firmNamed('everything-spain'), 'suppliers')?.sensitive).toEqual([])
  })

  test('who deals with a shop is no patient', () => {
    const shop = changed(dentist, 'company.sector', 'retail')
    expect(rowOf(shop, 'accounts')?.sensitive).toEqual([])
  })

  test('payroll tells of religion where church tax is kept back, and of illness by sick pay', () => {
    const religion = 'religious or philosophical beliefs'
    expect(rowOf(dentist, 'payroll')?.sensitive).toEqual(['health', religion])
    expect(rowOf(dentist, 'recruitment')?.sensitive).toEqual(['health'])
    expect(rowOf(dentist, 'staff')?.sensitive).toEqual(['health'])
    const austrian = changed(dentist, 'place.memberState', 'AT')
    expect(rowOf(austrian, 'payroll')?.sensitive).toEqual(['health'])
  })

  test('record and notice say it of each activity, with its condition', () => {
    const documents = staticDocuments(orderOf(dentist))
    const condition = 'Art. 9(2)(h): care under a duty of professional secrecy'
    const record = documents.get('01-record-of-processing') ?? ''
    const [, bookings = ''] = record.split('### Bookings and appointments')
    expect(bookings.slice(0, 1500)).toContain(`| Condition (Arts 9 and 10) | ${condition} |`)
    expect(documents.get('02-privacy-notice')).toContain(
      `- **Bookings and appointments:** that you deal with us tells of your health, so we treat these data as special category data. The condition is ${condition}.`,
    )
  })
})

describe('a condition is a condition', () => {
  const conditionOf = (answers: Answers, id: string) => rowOf(answers, id)?.condition
  const answered = (answers: Answers, condition: string) =>
    changed(answers, 'use.conditionOfCustomers', condition)

  test.each([
    ['care', 'Art. 9(2)(h)', 'paragraph 2'],
    ['safeguarding', 'Art. 9(2)(g)', 'paragraph 18'],
  ])('of %s: %s, in the United Kingdom with Schedule 1, %s', (condition, article, paragraph) => {
    const said = conditionOf(answered(physio, condition), 'client-work')
    expect(said).toContain(article)
    expect(said).toContain(`Schedule 1, ${paragraph} of the Data Protection Act 2018`)
    expect(conditionOf(answered(dentist, condition), 'client-work')).not.toContain('Schedule')
  })

  test.each([
    ['consent', 'Art. 9(2)(a): explicit consent'],
    ['claims', 'Art. 9(2)(f): legal claims'],
    ['unsure', 'still to be settled'],
  ])('of %s: %s, which needs no paragraph of Schedule 1', (condition, said) => {
    expect(conditionOf(answered(physio, condition), 'client-work')).toBe(said)
  })

  test('consent may be withdrawn, and no other condition', () => {
    const withdrawn = (answers: Answers) =>
      staticDocuments(orderOf(answers))
        .get('02-privacy-notice')
        ?.includes('your explicit consent to')
    expect(withdrawn(answered(physio, 'consent'))).toBe(true)
    expect(withdrawn(answered(physio, 'care'))).toBe(false)
  })

  test('of staff is employment law, in the United Kingdom with paragraph 1', () => {
    expect(conditionOf(physio, 'staff')).toBe(
      'Art. 9(2)(b): duties and rights in employment law, with Schedule 1, paragraph 1 of the Data Protection Act 2018',
    )
  })

  test('of criminal data is national law, in the United Kingdom a paragraph of Schedule 1', () => {
    const claims = conditionOf(answered(lettings, 'claims'), 'client-work')
    expect(claims).toBe(
      'Art. 10: the authorisation of national law, with a provision of national law (enter it) and Schedule 1, paragraph 33 of the Data Protection Act 2018',
    )
  })
})

describe('the UK policy document', () => {
  const numbersOf = (answers: Answers) => viewOf(answers).leftOut.map(({ number }) => number)

  test('tells of what employment law has a firm in the United Kingdom hold', () => {
    const document = staticDocuments(orderOf(physio)).get('15-uk-policy-document')
    expect(document).toContain('| Payroll and pensions | health | Art. 9(2)(b)')
    expect(document).toContain('six months after')
    expect(numbersOf(physio)).not.toContain('15')
  })

  test('is not written for German church tax, nor for staff in the EU alone', () => {
    const germanAndUk = { ...dentist, place: { ...(dentist['place'] as object), where: 'both' } }
    const both = changed(germanAndUk, 'place.offices', 'both')
    const unticked = changed(changed(both, 'use.specialOfStaff', []), 'place.ukPart', 'scotland')
    const firm = changed(unticked, 'place.turnover', 'micro')
    expect(rowOf(firm, 'payroll')?.sensitive).toEqual(['religious or philosophical beliefs'])
    expect(numbersOf(firm)).toContain('15')
    expect(numbersOf(firmNamed('webshop-ireland'))).toContain('15')
    expect(rowOf(firmNamed('webshop-ireland'), 'staff')?.condition).not.toContain('Schedule 1')
  })
})

test('what customers have special stands with an activity of theirs, wherever it is listed', () => {
  const listed = changed(physio, 'use.purposes', ['staff', 'enquiries'])
  expect(rowOf(listed, 'enquiries')?.special).toContain('health')
})

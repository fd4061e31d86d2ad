import { describe, expect, test } from 'vitest'
import { type GdprView, gdprView } from '../../../catalogue/gdpr/view-schema.ts'
import { gdpr } from '../../../catalogue/gdpr.ts'
import type { Answers } from '../../../pack/order.ts'
import { firms, orderOf, staticDocuments } from '../firms.ts'

const firmNamed = (name: string) => firms.find((firm) => firm.name === name)?.answers ?? {}

const viewOf = (answers: Answers) => gdprView(gdpr.view(orderOf(answers)))

/** The assessment of a plumber who works alone, with some answers on the use of data changed. */
function withUse(use: Readonly<Record<string, unknown>>, base = 'plumber-uk'): GdprView {
  const answers = firmNamed(base)
  return viewOf({ ...answers, use: { ...(answers['use'] as Answers), ...use } })
}

const metIn = ({ dpiaCriteria }: GdprView) =>
  dpiaCriteria.filter(({ met }) => met).map(({ id }) => id)

const sheetsOf = ({ dpiaSheets }: GdprView) => dpiaSheets.map(({ subject }) => subject.id)

test('a plumber who works alone meets no criterion', () => {
  const view = withUse({})
  expect(metIn(view)).toEqual([])
  expect(view.dpiaDue).toBe(false)
})

test('each criterion that is met says what speaks for it and where, and no other does', () => {
  for (const { answers } of firms) {
    const { dpiaCases, dpiaCriteria } = viewOf(answers)
    for (const { met, because, activities } of [...dpiaCases, ...dpiaCriteria])
      expect([because !== '', activities.length > 0]).toEqual([met, met])
  }
})

describe('an assessment', () => {
  const of = { riskyFor: ['orders'] }

  test('is not due for one criterion, and for two is', () => {
    expect(withUse({ ...of, risky: ['matching'] }).dpiaDue).toBe(false)
    expect(sheetsOf(withUse({ ...of, risky: ['matching', 'technology'] }))).toEqual(['orders'])
  })

  test('is not due for two criteria in two activities', () => {
    const base = 'physiotherapy-london'
    const apart = { risky: ['technology'], riskyFor: ['website'], specialOfCustomers: [] }
    const view = withUse({ ...apart, monitoring: ['logs'] }, base)
    expect(metIn(view)).toEqual(['watching', 'vulnerable', 'technology'])
    expect(sheetsOf(view)).toEqual(['staff'])
  })

  test('is due for decisions by computers alone by themselves, where they are taken', () => {
    const { dpiaCases, dpiaSheets } = withUse({
      automated: 'yes',
      automatedFor: ['accounts'],
      automatedLogic: 'A score decides.',
      risky: [],
    })
    expect(dpiaCases.filter(({ met }) => met).map(({ id }) => id)).toEqual(['decisions'])
    expect(dpiaSheets.map(({ subject }) => subject.id)).toEqual(['accounts'])
  })

  test('starts with what judges people, then with what concerns those outside, then with staff', () => {
    const base = 'manufacturer-germany'
    const files = { risky: ['matching', 'technology'], riskyFor: ['suppliers'] }
    expect(sheetsOf(withUse(files, base))).toEqual(['suppliers', 'staff'])
    const judged = { risky: ['scoring', 'matching'], riskyFor: ['recruitment'] }
    expect(sheetsOf(withUse({ ...files, ...judged }, base))).toEqual(['recruitment', 'staff'])
  })

  test('covers together what meets the same criteria', () => {
    const use = { risky: ['matching', 'technology'], riskyFor: ['orders', 'enquiries'] }
    const [sheet] = withUse(use, 'manufacturer-germany').dpiaSheets
    expect([sheet?.subject.id, sheet?.covers]).toEqual([
      'orders',
      ['Answering enquiries and making quotations'],
    ])
  })

  test('has a sheet in document 07 for each activity that needs one, drafted text in the first alone', () => {
    const answers = firmNamed('lettings-scotland')
    const use = { ...(answers['use'] as Answers), monitoring: ['logs'] }
    const order = orderOf({ ...answers, use })
    const text = staticDocuments(order).get('07-impact-assessment') ?? ''
    expect(text.match(/^## Assessment: .*$/gm)).toEqual([
      '## Assessment: Advice, care, teaching or other work for clients',
      '## Assessment: Employing people, with monitoring',
    ])
    const [, first, second] = text.split('## Assessment: ')
    expect([first, second].map((part) => part?.includes(':::section{id="dpia-draft"'))).toEqual([
      true,
      false,
    ])
  })
})

test('the sickness notes of staff are no criterion, and union membership is', () => {
  const base = 'holding-netherlands'
  expect(metIn(withUse({ specialOfStaff: ['health'] }, base))).not.toContain('sensitive')
  expect(metIn(withUse({ specialOfStaff: ['union'] }, base))).toContain('sensitive')
})

test('the pressure of being watched is a risk of cameras, and none of files on customers', () => {
  const risksOf = ({ dpiaRisks }: GdprView) => dpiaRisks.map(({ id }) => id)
  const plain = { specialOfStaff: [], monitoring: [] }
  const filmed = withUse(plain, 'manufacturer-germany')
  expect([filmed.dpiaSubject.id, risksOf(filmed)]).toEqual([
    'cctv',
    expect.arrayContaining(['pressure']),
  ])
  const files = { specialOfCustomers: ['health'], risky: ['technology'], riskyFor: ['orders'] }
  expect(risksOf(withUse(files, 'manufacturer-germany'))).not.toContain('pressure')
})

test('each risk names only measures that there are', () => {
  for (const { answers } of firms) {
    const { dpiaSheets, measures } = viewOf(answers)
    const known = measures.map(({ id }) => id)
    for (const { risks } of dpiaSheets)
      for (const risk of risks) expect(known).toEqual(expect.arrayContaining(risk.measures))
  }
})

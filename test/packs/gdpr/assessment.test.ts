import { expect, test } from 'vitest'
import { type GdprView, gdprView } from '../../../catalogue/gdpr/view-schema.ts'
import { gdpr } from '../../../catalogue/gdpr.ts'
import type { Answers } from '../../../pack/order.ts'
import { firms, orderOf } from '../firms.ts'

const firmNamed = (name: string) => firms.find((firm) => firm.name === name)?.answers ?? {}

/** The assessment of a plumber who works alone, with some answers on the use of data changed. */
function withUse(use: Readonly<Record<string, unknown>>, base = 'plumber-uk'): GdprView {
  const answers = firmNamed(base)
  const changed = { ...answers, use: { ...(answers['use'] as Answers), ...use } }
  return gdprView(gdpr.view(orderOf(changed)))
}

const metIn = ({ dpiaCriteria }: GdprView) =>
  dpiaCriteria.filter(({ met }) => met).map(({ id }) => id)

test('a plumber who works alone meets no criterion', () => {
  const view = withUse({})
  expect(metIn(view)).toEqual([])
  expect(view.dpiaDue).toBe(false)
})

test('each criterion that is met says what speaks for it, and no other does', () => {
  for (const { answers } of firms) {
    const { dpiaCases, dpiaCriteria } = gdprView(gdpr.view(orderOf(answers)))
    for (const { met, because } of [...dpiaCases, ...dpiaCriteria]) expect(because !== '').toBe(met)
  }
})

test('one criterion makes no assessment due, and two do', () => {
  expect(withUse({ risky: ['matching'] }).dpiaDue).toBe(false)
  expect(withUse({ risky: ['matching', 'technology'] }).dpiaDue).toBe(true)
})

test('decisions by computers alone make an assessment due by themselves', () => {
  const { dpiaCases, dpiaDue } = withUse({
    automated: 'yes',
    automatedLogic: 'A score decides.',
    risky: [],
  })
  expect(dpiaCases.filter(({ met }) => met).map(({ id }) => id)).toEqual(['decisions'])
  expect(dpiaDue).toBe(true)
})

test('the sickness notes of staff are no criterion, and union membership is', () => {
  const base = 'holding-netherlands'
  expect(metIn(withUse({ specialOfStaff: ['health'] }, base))).not.toContain('sensitive')
  expect(metIn(withUse({ specialOfStaff: ['union'] }, base))).toContain('sensitive')
})

test('an assessment starts with protected data of customers, then cameras, then monitored staff', () => {
  const base = 'manufacturer-germany'
  const first = (use: Readonly<Record<string, unknown>>) => withUse(use, base).dpiaSubject.id
  const plain = { specialOfStaff: [], specialOfCustomers: [] }
  expect(first({ specialOfCustomers: ['health'] })).toBe('orders')
  expect(first(plain)).toBe('cctv')
  expect(first({ ...plain, purposes: ['orders', 'accounts', 'staff'] })).toBe('staff')
  expect(first({ ...plain, purposes: ['orders', 'staff'], monitoring: [] })).toBe('orders')
})

test('the pressure of being watched is a risk of cameras, and none of files on customers', () => {
  const base = 'manufacturer-germany'
  const risksOf = (use: Readonly<Record<string, unknown>>) =>
    withUse(use, base).dpiaRisks.map(({ id }) => id)
  expect(risksOf({ specialOfStaff: [] })).toContain('pressure')
  expect(risksOf({ specialOfCustomers: ['health'] })).not.toContain('pressure')
})

test('each risk names only measures that there are', () => {
  for (const { answers } of firms) {
    const { dpiaRisks, measures } = gdprView(gdpr.view(orderOf(answers)))
    const known = measures.map(({ id }) => id)
    for (const risk of dpiaRisks) expect(known).toEqual(expect.arrayContaining(risk.measures))
  }
})

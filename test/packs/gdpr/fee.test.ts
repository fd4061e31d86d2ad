import { describe, expect, test } from 'vitest'
import { gdprView } from '../../../catalogue/gdpr/view-schema.ts'
import { gdpr } from '../../../catalogue/gdpr.ts'
import type { Answers } from '../../../pack/order.ts'
import { changed } from '../changed.ts'
import { firms, orderOf, staticDocuments } from '../firms.ts'

const firmNamed = (name: string): Answers => firms.find((firm) => firm.name === name)?.answers ?? {}
const clinic = changed(firmNamed('physiotherapy-london'), 'place.feeNumber', undefined)

const viewOf = (answers: Answers) => gdprView(gdpr.view(orderOf(answers)))

const feeOf = (staff: number, turnover: string, sector = 'retail') => {
  const staffed = changed(changed(clinic, 'company.staff', staff), 'company.sector', sector)
  return viewOf(changed(staffed, 'place.turnover', turnover)).fee
}

describe('the data protection fee', () => {
  // SI 2018/480 reg. 3: staff or turnover within the limit is enough.
  test.each([
    [10, 'large', '1', '£52'],
    [11, 'micro', '1', '£52'],
    [11, 'small', '2', '£78'],
    [250, 'large', '2', '£78'],
    [251, 'small', '2', '£78'],
    [251, 'large', '3', '£3,763'],
    [11, 'unsure', '1 or 2', '£52 or £78'],
    [251, 'unsure', '1 or 3', '£52 or £3,763'],
  ])(
    'of a firm of %i people and a turnover %s is that of tier %s',
    (staff, turnover, tier, amount) => {
      expect(feeOf(staff, turnover)).toMatchObject({ tier, amount })
    },
  )

  test('of a charity is the lowest whatever its size', () => {
    expect(feeOf(900, 'large', 'charity')).toMatchObject({ tier: '1', amount: '£52' })
  })

  test('is the first task of a plan in the United Kingdom, until there is a number', () => {
    expect(viewOf(clinic).plan[0]?.id).toBe('fee')
    const paid = viewOf(changed(clinic, 'place.feeNumber', 'ZA123456'))
    expect(paid.plan.map(({ id }) => id)).not.toContain('fee')
  })

  test('stands in record and policy with tier and number', () => {
    const documents = staticDocuments(orderOf(changed(clinic, 'place.feeNumber', 'ZA123456')))
    for (const id of ['01-record-of-processing', '13-data-protection-policy']) {
      expect(documents.get(id)).toContain('ZA123456')
      expect(documents.get(id)).toContain('£52')
    }
  })

  test('is owed by nobody without an office in the United Kingdom', () => {
    expect(viewOf(firmNamed('dental-cologne')).fee.due).toBe(false)
    expect(viewOf(firmNamed('everything-spain')).fee.due).toBe(false)
  })

  test('is perhaps not owed where all that is done is exempt', () => {
    expect(viewOf(firmNamed('plumber-uk')).fee.perhapsExempt).toBe(true)
    expect(viewOf(clinic).fee.perhapsExempt).toBe(false)
  })
})

describe('the time for claims', () => {
  const kept = (part: string) => {
    const { retention } = viewOf(changed(firmNamed('plumber-uk'), 'place.ukPart', part))
    return retention.find(({ id }) => id === 'orders')
  }

  test.each([
    ['scotland', '5 years', 'Prescription and Limitation (Scotland) Act 1973, s. 6'],
    ['englandWales', '6 years', 'Limitation Act 1980, s. 5'],
    ['northernIreland', '6 years', 'Limitation (Northern Ireland) Order 1989, art. 4'],
  ])('in %s is %s', (part, period, cite) => {
    expect(kept(part)).toMatchObject({ period, reason: expect.stringContaining(cite) })
  })
})

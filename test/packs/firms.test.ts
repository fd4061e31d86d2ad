import { describe, expect, test } from 'vitest'
import { packOf, sectionPlans } from '../../pack/catalogue.ts'
import type { GdprView } from '../../pack/schema/gdpr/view-schema.ts'
import { gdpr } from '../../pack/schema/gdpr.ts'
import { firms, mainFirm, orderOf, staticDocuments } from './firms.ts'

const viewOf = (answers: (typeof mainFirm)['answers']) =>
  gdpr.view(orderOf(answers)) as unknown as GdprView

describe.each(firms)('firm $name', ({ answers }) => {
  test('has valid answers', () => {
    expect(gdpr.questionnaire.safeParse(answers).error).toBeUndefined()
  })

  test('has a view that is exactly what the view schema says', () => {
    const view = gdpr.view(orderOf(answers))
    expect(gdpr.viewSchema.parse(view)).toEqual(view)
  })

  test('has a view of JSON values only', () => {
    const view = gdpr.view(orderOf(answers))
    expect(JSON.parse(JSON.stringify(view))).toEqual(view)
  })

  test('gets every document that applies, in both tiers', () => {
    const { leftOut } = viewOf(answers)
    // The plan stands alone; the briefing is never written beforehand.
    for (const tier of ['self-serve', 'full'] as const)
      expect(staticDocuments(orderOf(answers, tier)).size).toBe(14 + 1 - leftOut.length)
  })

  test('reads no answer that printed as nothing or as code', () => {
    for (const text of staticDocuments(orderOf(answers)).values())
      expect(text).not.toMatch(/undefined|null|\[object|NaN|\{\{|\}\}/)
  })

  test('has tasks in the order of their dates, all within 90 days', () => {
    const due = viewOf(answers).plan.map((task) => task.due)
    expect(due).toEqual([...due].sort())
    expect(due.at(-1)).toBe('2027-02-19')
  })
})

test('every document applies to the sample that the demo buys', () => {
  expect(viewOf(mainFirm.answers).leftOut).toEqual([])
})

test('the same order gives the same view', () => {
  expect(viewOf(mainFirm.answers)).toEqual(viewOf(structuredClone(mainFirm.answers)))
})

test('a firm that employs people and serves nobody gets no customer notice', () => {
  const holding = firms.find(({ name }) => name === 'holding-netherlands')
  const order = orderOf(holding?.answers ?? {})
  expect([...staticDocuments(order).keys()]).not.toContain('02-privacy-notice')
  expect(sectionPlans(order).map(({ id }) => id)).not.toContain('notice-section')
})

test('self-serve has three sections, full a section in nine documents and two of their own', () => {
  const ids = (tier: 'self-serve' | 'full') =>
    sectionPlans(orderOf(mainFirm.answers, tier)).map(({ id }) => id)
  expect(ids('self-serve')).toEqual(['processing-descriptions', 'notice-section', 'risk-plan'])
  expect(ids('full')).toEqual([
    'processing-descriptions',
    'notice-section',
    'staff-notice-section',
    'breach-scenarios',
    'dpia-draft',
    'retention-rationale',
    'lia-balancing',
    'transfer-narrative',
    'security-measures',
    'risk-plan',
    'briefing',
  ])
})

test('the record has a part for each purpose and for accountability', () => {
  const [record] = sectionPlans(orderOf(mainFirm.answers))
  const { purposes } = gdpr.questionnaire.parse(mainFirm.answers)['use'] as { purposes: string[] }
  expect(record?.parts).toEqual([...purposes, 'accountability'])
})

test('a pack that is not sold is not found, prototype names included', () => {
  expect(packOf('ai-act')).toBeUndefined()
  expect(packOf('constructor')).toBeUndefined()
})

test('identity holds every name of the firm that the view holds', () => {
  const view = viewOf(mainFirm.answers)
  const values = gdpr.identity(gdpr.view(orderOf(mainFirm.answers))).map(({ value }) => value)
  expect(values).toEqual(
    expect.arrayContaining([
      view.company.name,
      view.company.legalName,
      view.person.name,
      view.approval.name,
      view.privacy.email,
    ]),
  )
})

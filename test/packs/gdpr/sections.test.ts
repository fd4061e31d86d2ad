import { expect, test } from 'vitest'
import { sectionPlans } from '../../../catalogue/catalogue.ts'
import { gdpr } from '../../../catalogue/gdpr.ts'
import { firms, mainFirm, orderOf, staticDocuments } from '../firms.ts'

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

import { describe, expect, test } from 'vitest'
import { gdprView } from '../../../catalogue/gdpr/view-schema.ts'
import { gdpr } from '../../../catalogue/gdpr.ts'
import type { Answers } from '../../../pack/order.ts'
import { changed } from '../changed.ts'
import { firms, mainFirm, orderOf, staticDocuments } from '../firms.ts'

const firmNamed = (name: string): Answers => firms.find((firm) => firm.name === name)?.answers ?? {}
const viewOf = (answers: Answers) => gdprView(gdpr.view(orderOf(answers)))
const noticeOf = (answers: Answers) => staticDocuments(orderOf(answers)).get('02-privacy-notice')

/** A firm of which everything that its notices say is true. */
const inOrder = firmNamed('manufacturer-germany')
const saysToCustomers = (answers: Answers) =>
  viewOf(answers).gateForCustomers.map(({ says }) => says)
const saysToStaff = (answers: Answers) => viewOf(answers).gateForStaff.map(({ says }) => says)

const contract =
  'Firms that run systems for us may use the data only on our instructions and under contract.'
const consent = 'What needs your consent waits for it.'

describe('what a notice says that is not true yet', () => {
  test.each([
    ['practice.contracts', 'no', contract],
    ['practice.retention', 'no', 'The periods for which data are kept.'],
    ['practice.requests', 'no', 'We answer requests within the time that the law allows.'],
    ['place.land', 'unsure', 'The authority to which people may complain.'],
  ])('waits at the front of both notices: %s %s', (path, value, says) => {
    const open = changed(inOrder, path, value)
    expect([saysToCustomers(inOrder), saysToStaff(inOrder)]).not.toContainEqual(
      expect.arrayContaining([says]),
    )
    expect(saysToCustomers(open)).toContain(says)
    expect(saysToStaff(open)).toContain(says)
  })

  test('is in the notice of those alone whom it concerns', () => {
    const bakery = mainFirm.answers
    expect(saysToCustomers(bakery)).toContain(consent)
    expect(saysToStaff(bakery)).not.toContain(consent)
  })

  test('includes a representative who is missing, and a safeguard that is not settled', () => {
    const says = saysToCustomers(mainFirm.answers)
    expect(says).toContain('No representative under Article 27 is named.')
    expect(says).toContain('How data are protected abroad: Xero.')
    expect(noticeOf(mainFirm.answers)).toContain('**[enter the safeguard before you publish]**')
    expect(noticeOf(mainFirm.answers)).not.toContain('being settled')
  })

  test('includes a period that nobody knows yet, for customers alone', () => {
    const nursery = firmNamed('nursery-spain')
    expect(saysToCustomers(nursery)).toContain('How long we keep: Files on children.')
    expect(saysToStaff(nursery)).not.toContain('How long we keep: Files on children.')
  })

  test('stands with what makes it true and by when, before everything else', () => {
    const [, first = ''] = noticeOf(mainFirm.answers)?.split(/^## /m) ?? []
    expect(first).toMatch(/^Not true yet\n/)
    expect(first).toContain(
      `| ${contract} | there is a data processing agreement with each of them (document 04) | 19 December 2026 |`,
    )
  })

  test('is due no later than the notice, also where only a country has to be found out', () => {
    const abroad = [{ name: 'Far', vendor: 'Far Inc', use: 'office', hosting: 'us' }]
    const { plan } = viewOf(changed(changed(inOrder, 'systems', abroad), 'practice.notice', 'no'))
    const dueOf = (id: string) => plan.find((task) => task.id === id)?.due ?? ''
    expect(dueOf('hosting') < dueOf('notice')).toBe(true)
  })

  test('is no page where all is true', () => {
    const vendors = (inOrder['systems'] as { name: string }[]).filter(
      ({ name }) => name !== 'Microsoft 365',
    )
    const open = changed(inOrder, 'systems', vendors)
    expect(saysToCustomers(open)).toEqual([])
    expect(noticeOf(open)).not.toContain('Not true yet')
  })
})

describe.each(firms)('the plan of $name', ({ answers }) => {
  const { plan, gateForCustomers, gateForStaff, publishing } = viewOf(answers)
  const gated = [...gateForCustomers, ...gateForStaff]

  test('makes true what a notice says before it is published', () => {
    const notices = plan.filter(({ id }) => id === 'notice' || id === 'staff-notice')
    for (const { due } of gated) {
      expect(due <= publishing).toBe(true)
      for (const notice of notices) expect(due <= notice.due).toBe(true)
    }
    for (const { id, due } of notices) if (id === 'notice') expect(due).toBe(publishing)
  })
})

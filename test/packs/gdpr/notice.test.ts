import { expect, test } from 'vitest'
import { gdprView } from '../../../catalogue/gdpr/view-schema.ts'
import { gdpr } from '../../../catalogue/gdpr.ts'
import { firms, mainFirm, orderOf, staticDocuments } from '../firms.ts'

test('only a firm under UK law reads of complaints under section 164A', () => {
  for (const { answers } of firms) {
    const { uk, leftOut } = gdprView(gdpr.view(orderOf(answers)))
    const notice = staticDocuments(orderOf(answers)).get('02-privacy-notice')
    const has = leftOut.every(({ number }) => number !== '02')
    if (has) expect(notice?.includes('section 164A')).toBe(uk)
  }
})

test('the notice names every authority to which people may complain', () => {
  const notice = staticDocuments(orderOf(mainFirm.answers)).get('02-privacy-notice') ?? ''
  expect(notice).toContain('Data Protection Commission')
  expect(notice).toContain('ICO')
})

test.each([
  ['02-privacy-notice', '8. Your rights'],
  ['03-staff-notice', '11. Your rights'],
])('%s sets the right to object apart, before the other rights', (id, title) => {
  for (const { name, answers } of firms) {
    const text = staticDocuments(orderOf(answers)).get(id)
    if (text === undefined) continue
    const [, rights = ''] = text.split(`## ${title}\n`)
    const [before = '', inside = '', after = ''] = rights.split(/^:::.*$/m)
    expect(before.trim(), name).toBe('')
    expect(inside, name).toContain('**Your right to object (Article 21).**')
    expect(inside, name).not.toMatch(/Article 1[5-8]|Article 20/)
    expect(after, name).toContain('(Article 15)')
  }
})

test('the notice for customers sets the right to object to direct marketing apart as well', () => {
  const text = staticDocuments(orderOf(mainFirm.answers)).get('02-privacy-notice') ?? ''
  const [, box = ''] = text.split('## 8. Your rights\n')[1]?.split(/^:::.*$/m) ?? []
  expect(box).toContain('**Direct marketing:**')
})

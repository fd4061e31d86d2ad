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

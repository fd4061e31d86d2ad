import { expect, test } from 'vitest'
import { gdprView } from '../../../catalogue/gdpr/view-schema.ts'
import { gdpr } from '../../../catalogue/gdpr.ts'
import { mainFirm, orderOf } from '../firms.ts'

test('identity holds every name of the firm that the view holds', () => {
  const view = gdprView(gdpr.view(orderOf(mainFirm.answers)))
  const values = gdpr.identity(view).map(({ value }) => value)
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

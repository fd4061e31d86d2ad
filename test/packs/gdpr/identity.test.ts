import { expect, test } from 'vitest'
import type { GdprView } from '../../../pack/schema/gdpr/view-schema.ts'
import { gdpr } from '../../../pack/schema/gdpr.ts'
import { mainFirm, orderOf } from '../firms.ts'

test('identity holds every name of the firm that the view holds', () => {
  const view = gdpr.view(orderOf(mainFirm.answers)) as unknown as GdprView
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

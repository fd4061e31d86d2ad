import { expect, test } from 'vitest'
import { gdprView } from '../../../catalogue/gdpr/view-schema.ts'
import { gdpr } from '../../../catalogue/gdpr.ts'
import { mask } from '../../../pack/identity.ts'
import { changed } from '../changed.ts'
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

test.each([
  'www.meadow.example',
  'https://meadow.example',
  'HTTPS://www.meadow.example/shop?a=1',
  'meadow.example',
])('identity of the website %s holds the host by which people name it', (website) => {
  const answers = changed(mainFirm.answers, 'company.website', website)
  const identity = gdpr.identity(gdpr.view(orderOf(answers)))
  expect(mask('Order at meadow.example today.', identity)).toMatch(
    /^Order at \[\[WEBSITE(_HOST)?\]\] today\.$/,
  )
})

import { expect, test } from 'vitest'
import { gdprView } from '../../../catalogue/gdpr/view-schema.ts'
import { gdpr } from '../../../catalogue/gdpr.ts'
import type { Answers } from '../../../pack/order.ts'
import { changed } from '../changed.ts'
import { mainFirm, orderOf } from '../firms.ts'

const viewOf = (answers: Answers) => gdprView(gdpr.view(orderOf(answers)))

test('a recipient that is named with its system is the vendor of that system', () => {
  const vendors = viewOf(mainFirm.answers).transfers.map(({ recipient, vendor }) => [
    recipient,
    vendor,
  ])
  expect(vendors).toContainEqual(['Intuit (Mailchimp)', 'Intuit'])
})

test('a system abroad to whose vendor no transfer was named has to be looked at', () => {
  const view = viewOf(mainFirm.answers)
  expect(view.mayBeAbroad).toEqual(['Google Analytics'])
  expect(view.plan.map(({ id }) => id)).toContain('hosting')
})

test.each([
  ['Meta', 'Metabase', 'Metabase Inc'],
  ['Go', 'Google Analytics', 'Google'],
  ['Mailer Inc', 'R', 'Rest'],
])('a transfer to %s says nothing of %s', (recipient, name, vendor) => {
  const [system] = mainFirm.answers['systems'] as object[]
  const [transfer] = (mainFirm.answers['transfers'] as { list: object[] }).list
  const systems = [{ ...system, name, vendor, hosting: 'us' }]
  const list = [{ ...transfer, recipient }]
  const answers = { ...mainFirm.answers, systems, transfers: { outside: 'yes', list } }
  expect(viewOf(answers).mayBeAbroad).toEqual([name])
})

test('every system abroad has to be looked at where no transfer was named at all', () => {
  const { mayBeAbroad } = viewOf(
    changed(mainFirm.answers, 'transfers', { outside: 'no', list: [] }),
  )
  expect(mayBeAbroad).toEqual(['Shopify', 'Xero', 'Mailchimp', 'Google Analytics'])
})

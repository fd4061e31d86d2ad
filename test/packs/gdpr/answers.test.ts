import { expect, test } from 'vitest'
import { gdpr } from '../../../catalogue/gdpr.ts'
import { composePack } from '../../../documents/compose/compose.ts'
import { firstRelease } from '../../documents/rig.ts'
import { changed } from '../changed.ts'
import { mainFirm, orderOf } from '../firms.ts'

test('a line break is a space where one line is asked for and kept in an address', () => {
  const inName = changed(mainFirm.answers, 'company.legalName', 'Acme\nLtd')
  const inAddress = changed(mainFirm.answers, 'company.address', '1 High Street\r\nLeeds')
  expect(gdpr.questionnaire.parse(inName)).toMatchObject({ company: { legalName: 'Acme Ltd' } })
  expect(gdpr.questionnaire.parse(inAddress)).toMatchObject({
    company: { address: '1 High Street\nLeeds' },
  })
})

test('text is trimmed and composed', () => {
  const answers = changed(mainFirm.answers, 'company.legalName', '  Z\u0307aneta ')
  expect(gdpr.questionnaire.parse(answers)).toMatchObject({ company: { legalName: '\u017baneta' } })
})

test.each([
  ['place.memberState', 'EU or EEA state'],
  ['place.accountsYears', 'Years for which you must keep invoices and accounts'],
  ['place.offices', 'Where do you have an office or staff?'],
  ['place.staffYears', 'Years for which you must keep staff files'],
])('%s is demanded of a firm in both territories that employs people', (path, title) => {
  const { error } = gdpr.questionnaire.safeParse(changed(mainFirm.answers, path, undefined))
  const [issue] = error?.issues ?? []
  expect(issue?.path.join('.')).toBe(path)
  expect(issue?.message).toContain(title)
})

test('Markdown and Handlebars in an answer stay text', () => {
  const name = '{{person.email}} [x](javascript:1) # y'
  const order = orderOf(changed(mainFirm.answers, 'company.tradingName', name))
  const { documents } = composePack(gdpr, order, firstRelease(order))
  const text = JSON.stringify(documents)
  expect(text).toContain(`At ${name} 18 people work.`)
  expect(text).not.toContain('"link":"javascript')
})

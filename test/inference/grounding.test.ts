import { describe, expect, it } from 'vitest'
import { grounding } from '../../inference/checks/facts/grounding.ts'
import { names } from '../../inference/checks/facts/names.ts'
import { faultsOf } from './drafts.ts'

const grounds = `Task: Describe the activity.
- A breach is notified within 72 hours of becoming aware. (UK GDPR Art. 33(1))
- Keep the record for six years. (DPA 2018 s. 164A)
<answers>{"systems":["Shopify","Member24","Microsoft 365"],"dueBy":"2026-11-21","staff":1200}</answers>`

describe('figures that were given pass', () => {
  it.each([
    'The firm tells the authority within 72 hours.',
    'The firm tells the authority within seventy-two hours.',
    'There is a 72-hour period.',
    'The record is kept for 6 years.',
    'The record is kept for six full years.',
    'Article 33(1) sets the period.',
    'Article 33 sets the period.',
    'Section 164A of the Act applies.',
    'The task is due on 21 November 2026.',
    'The task is due in November 2026.',
    'The firm has 1,200 staff.',
    'One of the two ways is enough.',
    'It takes four steps: (1) look, (2) ask, (3) note, 4) tell.',
    'The firm tells the authority within three days.',
    'The record is kept for seventy-two months.',
    'The record is kept for 72 months.',
    'It takes half an hour.',
    'The firm tells the authority within 3 days.',
  ])('%s', (text) => {
    expect(faultsOf(grounding, text, { grounds })).toEqual([])
  })
})

describe('figures that were not given are named', () => {
  it.each([
    ['The firm tells the authority within 48 hours.', '48'],
    ['The firm tells the authority within 72 days.', '72 day'],
    ['The firm answers within three months.', '3 month'],
    ['The firm answers within 72 working hours.', '72 working hour'],
    ['The firm answers within one month.', '1 month'],
    ['The record is kept for 7 years.', '7 year'],
    ['Article 34 sets the period.', 'art 34'],
    ['Article 33(5) sets the period.', 'art 33(5)'],
    ['Article 72 sets the period.', 'art 72'],
    ['Recital 33 explains it.', 'rec 33'],
    ['The task is due on 22 November 2026.', '22 november 2026'],
    ['The task is due on 21 December 2026.', '21 december 2026'],
    ['The fine is up to 20,000 euros.', '20000'],
    ['There are forty-one systems.', '41'],
    ['The record is kept for half a year.', '6 month'],
    ['The record is kept for a decade.', '10 year'],
    ['The firm tells the authority within a day.', '1 day'],
  ])('%s', (text, figure) => {
    const faults = faultsOf(grounding, text, { grounds })
    expect(faults.join('\n')).toContain(`"${figure}"`)
  })
})

describe('names that were given, or are none, pass', () => {
  it.each([
    'Orders arrive in Shopify and Member24, then in Microsoft 365.',
    'The firm works under the GDPR and tells the Information Commissioner.',
    'A person reads it. Whoever does so on a Monday is fine.',
    '[[COMPANY]] asks its Data Protection Officer about the Activity.',
    'They said: “Nothing was lost.”',
    'They ask in cafés. Nobody waits there.',
    'An LIA weighs it, a DSAR asks, SCCs and the DPF protect, 2FA and Wi-Fi are on.',
    'Shopify’s copy is deleted as well.',
    'The task is due by 21 November 2026.',
  ])('%s', (text) => {
    expect(faultsOf(names, text, { grounds })).toEqual([])
  })
})

describe('names that were not given are named', () => {
  it.each([
    ['Orders arrive in Salesforce.', 'Salesforce'],
    ['Salesforce holds the orders.', 'Salesforce'],
    ['The team writes in Slack every day.', 'Slack'],
    ['Ask Martina about it.', 'Martina'],
    ['The data go to HubSpot.', 'HubSpot'],
    ['Its iCloud copy is deleted.', 'iCloud'],
    ['The task is due in December.', 'December'],
    ['Harbour Lane keeps the data.', 'Lane'],
    ['Данные хранит Газпром.', 'Газпром'],
  ])('%s', (text, name) => {
    expect(faultsOf(names, text, { grounds }).join('\n')).toContain(`"${name}"`)
  })
})

describe('what belongs to one law', () => {
  it.each(['Tell the ICO.', 'This is British law.', 'PECR applies.'])(
    'is not given elsewhere: %s',
    (text) => {
      expect(faultsOf(names, text, { grounds: 'The law is the GDPR.' })).toHaveLength(1)
      expect(faultsOf(names, text, { grounds: 'The law is the UK GDPR.' })).toEqual([])
    },
  )
})

it('a complaint never tells a model to write a name small', () => {
  expect(faultsOf(names, 'It goes to HMRC.').join()).not.toMatch(/lower case/)
})

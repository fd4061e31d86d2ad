import { expect, test } from 'vitest'
import { complaintClockOf } from '../../../catalogue/gdpr/rules/complaint-clock.ts'
import { firms, orderOf, staticDocuments } from '../firms.ts'

const plumber = firms.find(({ name }) => name === 'plumber-uk')?.answers ?? {}
const documents = staticDocuments(orderOf(plumber))

test('the day of receipt is day 1 of 30, so that no reading of the law has the firm late', () => {
  const clock = complaintClockOf(30, 1)
  expect(clock).toMatchObject({
    received: '2027-03-03',
    daysAfter: 29,
    acknowledge: '2027-04-01',
    byGuidance: '2027-04-02',
  })
})

test('the month of a request ends on its day, or on the working day after a weekend', () => {
  expect(complaintClockOf(30, 1)).toMatchObject({ monthEnds: '2027-04-03', answer: '2027-04-05' })
})

test('the procedure counts an example and says which rule is stricter', () => {
  const text = documents.get('14-complaints-procedure') ?? ''
  expect(text).toContain('what arrives on 3 March 2027 is acknowledged by 1 April 2027')
  expect(text).toContain('5 April 2027, since 3 April 2027 is a Saturday')
  expect(text).toContain('the month is the stricter rule')
  expect(text).toContain('label="Acknowledge by (receipt plus 29 days)"')
})

test('the procedure for requests points to it', () => {
  expect(documents.get('08-rights-requests')).toContain('whose part 4 says which rule is stricter')
})

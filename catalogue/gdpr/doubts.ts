import type { Answers } from '../../pack/order.ts'
import type { GdprAnswers } from './questionnaire.ts'

const alone =
  'Number of people who work in the firm: does really only one person work there? Your other answers name more people; correct the number, or confirm it.'

/** Answers that may be right but are more likely a slip; the customer is asked back. */
export function doubts(answers: Answers): Readonly<Record<string, string>> {
  const { company, use, person, approver } = answers as unknown as GdprAnswers
  const employs = use.purposes.some((purpose) => purpose === 'staff' || purpose === 'payroll')
  const several = employs || person.name !== approver.name
  return company.staff === 1 && several ? { 'company.staff': alone } : {}
}

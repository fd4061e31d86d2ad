import { answerAt } from '../question/condition.ts'

const alone =
  'Number of people who work in the firm: does really only one person work there? Your other answers name more people; correct the number, or confirm it.'

/** Answers that may be right but are more likely a slip; the customer is asked back. */
export function doubts(answers: unknown): Readonly<Record<string, string>> {
  const several = employs(answers) || namesTwo(answers)
  return answerAt(answers, 'company.staff') === 1 && several ? { 'company.staff': alone } : {}
}

function employs(answers: unknown): boolean {
  const purposes = [answerAt(answers, 'use.purposes')].flat()
  return purposes.includes('staff') || purposes.includes('payroll')
}

function namesTwo(answers: unknown): boolean {
  const names = ['person.name', 'approver.name'].map((path) => answerAt(answers, path))
  const given = names.map((name) => (typeof name === 'string' ? name.trim() : ''))
  return !given.includes('') && given[0] !== given[1]
}

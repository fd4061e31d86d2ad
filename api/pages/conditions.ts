import type { Condition } from '../../catalogue/question/condition.ts'
import type { Need, Question } from '../../catalogue/question/question.ts'
import type { Field } from '../form-fields.ts'
import { type Html, html } from './html.ts'
import { fieldAt } from './places.ts'

type Conditions = Pick<Question, 'askedWhen' | 'neededWhen'>

/** Says in words what the script does by hiding; only read where there is no script. */
export function askedIf(question: Conditions, fields: readonly Field[]): Html | null {
  if (question.askedWhen === undefined) return null
  const then = isNeededIfAsked(question) && '; then it needs an answer'
  return html`<p class="only-if">Only if ${answered(question.askedWhen, fields)}${then}</p>`
}

/** What decides besides whether an optional question needs an answer, said before it is missed. */
export function neededIf(
  { askedWhen, neededWhen }: Conditions,
  fields: readonly Field[],
): Html | null {
  const further = neededWhen ? furtherOf(askedWhen, neededWhen) : []
  if (further.length === 0) return null
  const conditions = further.map((condition) => answered(condition, fields))
  return html` <strong>Needs an answer if ${conditions.join(' and ')}.</strong>`
}

/** Whoever sees the question has to answer it. */
export function isNeededIfAsked({ askedWhen, neededWhen }: Conditions): boolean {
  return neededWhen !== undefined && furtherOf(askedWhen, neededWhen).length === 0
}

function furtherOf(askedWhen: Condition | undefined, { when }: Need): readonly Condition[] {
  return when.filter(({ question }) => question !== askedWhen?.question)
}

function answered({ question, is }: Condition, fields: readonly Field[]): string {
  const other = fieldAt(fields, question)
  const options = other?.kind === 'choice' || other?.kind === 'choices' ? other.options : []
  const answers = options.filter(({ value }) => is.includes(value)).map(({ label }) => `“${label}”`)
  return `you answered ${answers.join(' or ')} to “${other?.question.title}”`
}

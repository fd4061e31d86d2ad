import { answerAt } from '../../catalogue/question/condition.ts'
import type { Field } from '../form-fields.ts'
import { askedIf, isNeededIfAsked, neededIf } from './conditions.ts'
import { type Asked, controlHtml, optionsHtml } from './controls.ts'
import { attributes, type Html, html } from './html.ts'

/** A questionnaire being filled in. */
export interface Filling {
  readonly fields: readonly Field[]
  /** As decoded from the form, perhaps invalid. */
  readonly answers: unknown
  /** A sentence per path. */
  readonly errors: Readonly<Record<string, string>>
  /** Paths whose answer can be confirmed as it is. */
  readonly doubts: readonly string[]
  /** Those that were confirmed. */
  readonly confirmed: readonly string[]
}

/** Blank rows that a list shows at first; the others are folded away. */
const spareRows = 2

/** Choices of up to so many answers are shown open, longer ones as a drop-down. */
const openUpTo = 4

/** One question, at a path such as `company.legalName` or `systems.0.name`. */
export function fieldHtml(field: Field, path: string, filling: Filling): Html {
  if (field.kind === 'group') return groupHtml(field.fields, path, filling)
  const asked = askedOf(field, path, filling)
  const condition = field.question.askedWhen
  const when = { 'data-when': condition?.question, 'data-is': condition?.is.join(' ') }
  return html`<div ${attributes({ class: 'question', ...when })}>
${askedIf(field.question, filling.fields)}
${hasOneControl(field) ? labelled(asked) : legended(asked, filling)}
</div>`
}

export function groupHtml(fields: readonly Field[], path: string, filling: Filling): Html {
  return html`${fields.map((field) => fieldHtml(field, `${path}.${field.name}`, filling))}`
}

function askedOf(field: Field, path: string, filling: Filling): Asked {
  const { fields, answers, errors, doubts, confirmed } = filling
  const error = Object.hasOwn(errors, path) ? (errors[path] ?? null) : null
  const { question } = field
  const condition = neededIf(question, fields)
  const help = question.description !== undefined || question.examples !== undefined || condition
  const described = [help && `${path}-help`, error && `${path}-error`].filter(Boolean).join(' ')
  // A row that is left blank is dropped, so inside one nothing is required by itself.
  const required = (field.needed || isNeededIfAsked(question)) && !/\.\d+\./.test(path)
  return {
    field,
    path,
    answer: answerAt(answers, path),
    condition,
    error,
    doubted: doubts.includes(path) || confirmed.includes(path),
    confirmed: confirmed.includes(path),
    describedBy: described || null,
    required,
  }
}

function hasOneControl(field: Field): boolean {
  if (field.kind === 'choice') return field.options.length > openUpTo
  return field.kind === 'text' || field.kind === 'number'
}

function labelled(asked: Asked): Html {
  return html`<label for="${asked.path}">${titleOf(asked)}</label>
${noteHtml(asked)}${controlHtml(asked)}`
}

function legended(asked: Asked, filling: Filling): Html {
  const { field, path, error, describedBy, required } = asked
  const isRadio = field.kind === 'choice' || field.kind === 'yes-no'
  const radio = {
    role: 'radiogroup',
    'aria-required': required && 'true',
    'aria-invalid': error && 'true',
  }
  return html`<fieldset ${attributes({ ...(isRadio && radio), 'aria-describedby': describedBy })}>
<legend>${titleOf(asked)}</legend>
${noteHtml(asked)}${field.kind === 'rows' ? rowsHtml(field, path, filling) : optionsHtml(asked)}
</fieldset>`
}

function titleOf({ field, required }: Asked): Html {
  return html`${field.question.title}${required && html` <span class="star" aria-hidden="true">*</span>`}`
}

function noteHtml({ field, path, condition, error, doubted, confirmed }: Asked): Html {
  const { description, examples } = field.question
  const example = examples?.length
    ? html` <span class="example">For example: ${String(examples[0])}</span>`
    : null
  const help =
    (description || example || condition) &&
    html`<p class="help" id="${path}-help">${description}${example}${condition}</p>`
  return html`${help}${error && html`<p class="error" id="${path}-error">${error}</p>`}${doubted && confirmHtml(path, confirmed)}`
}

function confirmHtml(value: string, checked: boolean): Html {
  return html`<label class="option"><input ${attributes({ type: 'checkbox', name: 'confirmed', value, checked })}> <span>Yes, this is right</span></label>`
}

type Rows = Extract<Field, { kind: 'rows' }>

/** Every row that the list may have is on the page, so it works without a script too. */
function rowsHtml({ fields, maxRows, question }: Rows, path: string, filling: Filling): Html {
  const answer = answerAt(filling.answers, path)
  const filled = Array.isArray(answer) ? answer.length : 0
  const shown = Math.min(maxRows, Math.max(filled + 1, spareRows))
  const rows = Array.from({ length: Math.max(maxRows, filled) }, (_, index) =>
    rowHtml(fields, `${path}.${index}`, index + 1, filling),
  )
  return html`<p class="help">A line that you begin needs all of its answers; leave the others blank.</p>
<div class="rows" data-rows data-shown="${Math.max(1, filled)}">${rows.slice(0, shown)}
${rows.length > shown && html`<details><summary>Room for more</summary>${rows.slice(shown)}</details>`}
<button type="button" class="quiet" data-add hidden>Add another<span class="visually-hidden"> to “${question.title}”</span></button></div>`
}

function rowHtml(fields: readonly Field[], path: string, number: number, filling: Filling): Html {
  return html`<fieldset class="row" data-row><legend>No. ${number}</legend>
<div class="row-fields">${groupHtml(fields, path, filling)}</div></fieldset>`
}

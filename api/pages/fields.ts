import type { Field } from '../form-fields.ts'
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
${condition && onlyIf(condition, filling.fields)}
${hasOneControl(field) ? labelled(asked) : legended(asked, filling)}
</div>`
}

export function groupHtml(fields: readonly Field[], path: string, filling: Filling): Html {
  return html`${fields.map((field) => fieldHtml(field, `${path}.${field.name}`, filling))}`
}

function askedOf(field: Field, path: string, { answers, errors, doubts }: Filling): Asked {
  const error = Object.hasOwn(errors, path) ? (errors[path] ?? null) : null
  const help = field.question.description !== undefined || field.question.examples !== undefined
  const described = [help && `${path}-help`, error && `${path}-error`].filter(Boolean).join(' ')
  // A row that is left blank is dropped, so inside one nothing is required by itself.
  const required = field.needed && !/\.\d+\./.test(path)
  return {
    field,
    path,
    answer: answerAt(answers, path),
    error,
    doubted: doubts.includes(path),
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

function noteHtml({ field, path, error, doubted }: Asked): Html {
  const { description, examples } = field.question
  const example = examples?.length
    ? html` <span class="example">For example: ${String(examples[0])}</span>`
    : null
  const help =
    (description || example) && html`<p class="help" id="${path}-help">${description}${example}</p>`
  return html`${help}${error && html`<p class="error" id="${path}-error">${error}</p>`}${doubted && confirmHtml(path)}`
}

function confirmHtml(path: string): Html {
  return html`<label class="option"><input type="checkbox" name="confirmed" value="${path}"> <span>Yes, this is right</span></label>`
}

/** Says in words what the script does by hiding; only read where there is no script. */
function onlyIf(
  condition: { question: string; is: readonly string[] },
  fields: readonly Field[],
): Html {
  const other = fieldAt(fields, condition.question.split('.'))
  const options = other?.kind === 'choice' || other?.kind === 'choices' ? other.options : []
  const answers = options
    .filter(({ value }) => condition.is.includes(value))
    .map(({ label }) => `“${label}”`)
  return html`<p class="only-if">Only if you answered ${answers.join(' or ')} to “${other?.question.title}”</p>`
}

/** The question at a path; the numbers of rows are passed over. */
function fieldAt(fields: readonly Field[], names: readonly string[]): Field | undefined {
  const [name, ...rest] = names.filter((part) => !isIndex(part))
  const found = fields.find((field) => field.name === name)
  const inner = found?.kind === 'group' || found?.kind === 'rows' ? found.fields : []
  return rest.length > 0 ? fieldAt(inner, rest) : found
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
  return html`<div class="rows" data-rows data-shown="${Math.max(1, filled)}">${rows.slice(0, shown)}
${rows.length > shown && html`<details><summary>Room for more</summary>${rows.slice(shown)}</details>`}
<button type="button" class="quiet" data-add hidden>Add another<span class="visually-hidden"> to “${question.title}”</span></button></div>`
}

function rowHtml(fields: readonly Field[], path: string, number: number, filling: Filling): Html {
  return html`<fieldset class="row" data-row><legend>No. ${number}</legend>
<div class="row-fields">${groupHtml(fields, path, filling)}</div></fieldset>`
}

/** What the question at a path is called, the row in a list before it: `No. 2, Vendor`. */
export function titleAt(fields: readonly Field[], path: string): { row: string; title: string } {
  const names = path.split('.')
  const index = names.find(isIndex)
  const row = index === undefined ? '' : `No. ${Number(index) + 1}, `
  return { row, title: fieldAt(fields, names)?.question.title ?? '' }
}

const isIndex = (name: string) => /^\d+$/.test(name)

/** The answer at a path, through own keys only. */
function answerAt(answers: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => {
    const inside = typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    return inside ? (value as Record<string, unknown>)[key] : undefined
  }, answers)
}

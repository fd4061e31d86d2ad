import type { Field, Option } from '../form-fields.ts'
import { attributes, type Html, html } from './html.ts'

/** A question together with what was answered and what was wrong with it. */
export interface Asked {
  readonly field: Field
  /** Name of the control, and id of the first one: where an error's link leads. */
  readonly path: string
  readonly answer: unknown
  /** What decides whether it needs an answer, besides being asked. */
  readonly condition: Html | null
  readonly error: string | null
  /** The answer may be right, and can be confirmed. */
  readonly doubted: boolean
  readonly confirmed: boolean
  /** Ids of the help and of the error, for assistive technology. */
  readonly describedBy: string | null
  readonly required: boolean
}

/** The one control of a text, number or long choice. */
export function controlHtml(asked: Asked): Html {
  const { field } = asked
  if (field.kind === 'choice') return selectHtml(asked, field.options)
  const common = { ...commonOf(asked), autocomplete: field.question.autocomplete }
  const value = textOf(asked.answer)
  if (field.kind === 'number')
    return html`<input ${attributes({ ...common, class: 'short', inputmode: 'numeric', value })}>`
  const maxlength = field.kind === 'text' ? field.maxLength : null
  // The line break after the tag is not part of the text; without it a leading one would be lost.
  if (field.question.multiline)
    return html`<textarea ${attributes({ ...common, rows: 3, maxlength })}>
${value}</textarea>`
  const type = field.kind === 'text' ? field.type : 'text'
  return html`<input ${attributes({ ...common, type, maxlength, value })}>`
}

/** Radio buttons or tick boxes. */
export function optionsHtml(asked: Asked): Html {
  const several = asked.field.kind === 'choices'
  const chosen = [asked.answer].flat().map(textOf)
  const all = optionsOf(asked.field)
  const inputs = all.map(({ value, label }, index) => {
    const input = attributes({
      type: several ? 'checkbox' : 'radio',
      name: asked.path,
      id: index === 0 && asked.path,
      value,
      checked: chosen.includes(value),
      required: asked.required && !several,
      'aria-invalid': several && asked.error !== null && 'true',
    })
    return html`<label class="option"><input ${input}> <span>${capitalised(label)}</span></label>`
  })
  return html`<div class="options ${arrangement(all.length)}">${inputs}</div>`
}

/** Two side by side, a few below one another, many in columns. */
function arrangement(count: number): string {
  if (count > 6) return 'columns'
  return count === 2 ? 'beside' : 'below'
}

function optionsOf(field: Field): readonly Option[] {
  if (field.kind === 'choice' || field.kind === 'choices') return field.options
  return [
    { value: 'yes', label: 'Yes' },
    { value: 'no', label: 'No' },
  ]
}

function selectHtml(asked: Asked, options: readonly Option[]): Html {
  const chosen = textOf(asked.answer)
  return html`<select ${attributes(commonOf(asked))}><option value="">Please choose</option>${options.map(
    ({ value, label }) =>
      html`<option ${attributes({ value, selected: value === chosen })}>${capitalised(label)}</option>`,
  )}</select>`
}

function commonOf({ path, required, error, describedBy }: Asked) {
  const invalid = error !== null && 'true'
  return {
    id: path,
    name: path,
    required,
    'aria-invalid': invalid,
    'aria-describedby': describedBy,
  }
}

/** An answer as the form would have sent it. */
function textOf(answer: unknown): string {
  if (typeof answer === 'boolean') return answer ? 'yes' : 'no'
  return typeof answer === 'string' || typeof answer === 'number' ? String(answer) : ''
}

function capitalised(label: string): string {
  return label.charAt(0).toUpperCase() + label.slice(1)
}

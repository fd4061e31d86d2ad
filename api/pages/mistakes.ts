import { about } from '../../catalogue/question/question.ts'
import type { Field } from '../form-fields.ts'
import { checkoutTitles } from './checkout.ts'
import { type Html, html } from './html.ts'
import { byPlace, controlAt, titleAt } from './places.ts'

/**
 * All that is wrong with a form in one list, in the order of the page, each linked to its control.
 * @param errors a sentence per path
 * @param unharmed what is not touched by them, a sentence
 */
export function mistakesHtml(
  fields: readonly Field[],
  errors: Readonly<Record<string, string>>,
  unharmed = 'Nothing has been charged, and your other answers are kept.',
): Html {
  const paths = Object.keys(errors).sort(byPlace(fields))
  return html`<section class="problems" id="problems" role="alert" aria-labelledby="problems-title" tabindex="-1">
<h2 id="problems-title">Please check ${paths.length === 1 ? 'one answer' : `${paths.length} answers`}</h2>
<p>${unharmed}</p>
<ul>${paths.map((path) => html`<li><a href="#${targetOf(fields, path)}">${namedSentence(fields, path, errors[path] ?? '')}</a></li>`)}</ul></section>`
}

function targetOf(fields: readonly Field[], path: string): string {
  return controlAt(fields, path) ?? (Object.hasOwn(checkoutTitles, path) ? path : 'questionnaire')
}

/** Away from its field a sentence needs the field's title; many of the questionnaire's have it. */
function namedSentence(fields: readonly Field[], path: string, sentence: string): string {
  const { row, title } = titleAt(fields, path)
  const name = title || checkoutTitles[path] || ''
  return row + (sentence.startsWith(name) ? sentence : about(name, sentence))
}

import { type Field, fieldsOf } from '../form-fields.ts'
import { type CheckoutChoices, checkoutHtml } from './checkout.ts'
import { type Filling, fieldHtml, groupHtml } from './fields.ts'
import { type Html, html } from './html.ts'
import { layout } from './layout.ts'
import { mistakesHtml } from './mistakes.ts'
import { documentsHtml, type Offer } from './offer.ts'
import { termsHtml } from './terms.ts'

export interface QuestionnaireView extends Pick<Offer, 'pack' | 'billing' | 'documents'> {
  /** What was answered before, as decoded, perhaps invalid. */
  readonly answers?: unknown
  readonly choices?: CheckoutChoices
  /** A sentence per path; besides the answers' paths `tier`, `email`, `currency` and `consent`. */
  readonly errors?: Readonly<Record<string, string>>
  /** Those of the paths whose answer may be right, and can be confirmed. */
  readonly doubts?: readonly string[]
}

/** Questions, tier, consents and the way to payment: one form, one page. */
export function questionnairePage(view: QuestionnaireView): string {
  const { pack, billing, documents, answers = {}, choices = {}, errors = {}, doubts = [] } = view
  const fields = fieldsOf(pack.questionnaire)
  const filling: Filling = { fields, answers, errors, doubts, confirmed: choices.confirmed ?? [] }
  const bad = Object.keys(errors).length > 0
  return layout({
    title: bad ? `Please check your answers: ${pack.title}` : pack.title,
    scripts: ['draft.js', 'questionnaire.js'],
    body: html`${bad && mistakesHtml(filling.fields, errors)}
<h1>${pack.title}</h1>
<p class="lead">${pack.summary}</p>
<p>Answer what you can in about fifteen minutes; your answers go straight into the documents. Questions
marked <span class="star">*</span> need an answer.</p>
<details class="contents"><summary>The ${documents.length} documents you will get</summary>${documentsHtml(documents)}</details>
<p class="note" id="draft" data-afresh="/packs/${pack.id}" hidden>What you type stays in this browser until you have
paid, so you can leave and come back. <button type="button" class="quiet">Start afresh</button></p>
<form method="post" action="/checkout" id="questionnaire" novalidate>
<input type="hidden" name="pack" value="${pack.id}">
<input type="hidden" name="draft" data-sent="${choices.draft ?? ''}">
${questionsHtml(filling)}
${checkoutHtml({ pack, billing, choices, errors })}
</form>
${termsHtml([pack])}`,
  })
}

/** Every question of the pack, with what was answered. */
export function questionsHtml(filling: Filling): Html {
  return html`${sectionsOf(filling.fields).map((section) => sectionHtml(section, filling))}`
}

interface Section {
  readonly title: string
  readonly fields: readonly Field[]
}

/** A group is a section of its own; a question outside one opens a section or joins the last. */
function sectionsOf(fields: readonly Field[]): Section[] {
  return fields.reduce<Section[]>((sections, field) => {
    const last = sections.at(-1)
    const opens = field.kind === 'group' || field.question.group !== undefined || last === undefined
    if (opens)
      return [...sections, { title: field.question.group ?? field.question.title, fields: [field] }]
    return [...sections.slice(0, -1), { ...last, fields: [...last.fields, field] }]
  }, [])
}

function sectionHtml({ title, fields }: Section, filling: Filling): Html {
  return html`<fieldset class="group"><legend>${title}</legend>
${fields.map((field) => (field.kind === 'group' ? groupHtml(field.fields, field.name, filling) : fieldHtml(field, field.name, filling)))}
</fieldset>`
}

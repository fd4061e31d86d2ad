import type { Citation } from '../../../pack/citation.ts'
import type { ReviewSheet, SheetText } from '../../../pack/reading.ts'
import { moment } from '../figures.ts'
import { type Child, type Html, html } from '../html.ts'
import { diffHtml } from './diff.ts'
import { csrfHtml, opsLayout, type Visitor } from './frame.ts'
import { causes, reviewPath } from './reviews.ts'

export interface ReviewView extends Visitor {
  readonly sheet: ReviewSheet
  /** Epoch milliseconds at which it was opened. */
  readonly opened: number
  /** What was typed, by path, where it did not pass; and why. */
  readonly refused?: {
    readonly texts: Readonly<Record<string, string>>
    readonly faults: readonly string[]
  }
}

export function reviewPage({ sheet, opened, refused, ...visitor }: ReviewView): string {
  const { review, title, texts } = sheet
  const mayDecide = visitor.holder.role !== 'viewer'
  return opsLayout({
    ...visitor,
    room: 'reviews',
    title: `Review: ${title}`,
    scripts: ['review.js'],
    body: html`<h1>${title}</h1>
<p class="lead">To be read by ${moment(review.due)}: ${causes[review.why]}. ${review.isHeld ? 'The customer has standard text until then.' : 'The customer has this text already.'}</p>
${refused && faultsHtml(refused.faults)}
<form method="post" action="${reviewPath(review)}" class="review" data-review>
${csrfHtml(visitor)}<input type="hidden" name="seen" value="${sheet.seen}"><input type="hidden" name="opened" value="${opened}">
${texts.map((text, at) => textHtml(text, at, refused?.texts[text.path]))}
<div class="question"><label for="note">Note for the record</label>
<p class="help" id="note-help">Kept with the order, and not shown to the customer.</p>
<input id="note" name="note" maxlength="500" aria-describedby="note-help" value=""></div>
${mayDecide && buttonsHtml}
</form>
${basisHtml(sheet)}`,
  })
}

const verdicts = [
  ['approved', 'a', 'Approve', 'primary'],
  ['edited', 'e', 'Save my words', 'quiet'],
  ['rejected', 'r', 'Reject', 'quiet'],
  ['escalated', 'x', 'Hand on', 'quiet'],
] as const

/** One key each: no mouse is needed. */
const buttonsHtml = html`<p class="buttons verdicts">${verdicts.map(
  ([verdict, key, words, tone]) =>
    html`<button name="verdict" value="${verdict}" class="${tone}" data-key="${key}" aria-keyshortcuts="${key}">${words} <kbd>${key}</kbd></button> `,
)}</p>
<p class="help">Keys work while no field is being typed in; Escape leaves a field, and <kbd>j</kbd> and <kbd>k</kbd> go from text to text.</p>`

function faultsHtml(faults: readonly string[]): Html {
  return html`<div class="error-summary" role="alert" tabindex="-1"><h2>Your words do not pass our checks</h2>
<ul>${faults.map((fault) => html`<li>${fault}</li>`)}</ul></div>`
}

function textHtml(text: SheetText, at: number, typed: string | undefined): Html {
  const { path, raw, shown, standard, doubted, slots } = text
  const id = `text-${at}`
  return html`<section class="review-text" aria-labelledby="${id}-title" tabindex="-1">
<h2 id="${id}-title">${path.replaceAll('.', ' › ') || 'Text'}</h2>
<p class="shown">${shown}</p>
${doubted.length > 0 && html`<div class="note"><p>The judge finds no support for:</p><ul>${doubted.map((said) => html`<li>${said}</li>`)}</ul></div>`}
${standard !== '' && html`<details><summary>Against our standard text</summary><p class="diff">${diffHtml(standard, shown)}</p></details>`}
<label for="${id}">Edit</label>
<textarea id="${id}" name="text:${path}" rows="${rowsFor(raw)}" spellcheck="true">${typed ?? raw}</textarea>
${slots.length > 0 && html`<dl class="slots">${slots.map(({ placeholder, value }) => html`<div><dt><code>${placeholder}</code></dt><dd>${value}</dd></div>`)}</dl>`}
</section>`
}

/** Characters of a line in the box. */
const lineLength = 80

const rowsFor = (text: string) => Math.min(14, 2 + Math.ceil(text.length / lineLength))

/** What it rests on: facts, evidence, model, prompt. */
function basisHtml({ review, text, prompt, evidence }: ReviewSheet): Html {
  const { model, promptVersion, generatedAt, judged, doubts = [], repaired } = text
  const judge = judged
    ? `${judged.model} (told ${judged.promptVersion}) ${doubts.length === 0 ? 'doubts nothing' : `doubts ${doubts.length} ${doubts.length === 1 ? 'sentence' : 'sentences'}`}${repaired ? ', of the second text; the first was doubted, too' : ''}`
    : 'none looked at it'
  const lines: readonly (readonly [string, Child])[] = [
    [
      'Order',
      html`<a href="/ops/orders?find=${review.order}"><code>${review.order}</code></a>, ${review.pack} ${review.tier}`,
    ],
    ['Written', html`by ${model} on ${moment(generatedAt)}, prompt ${promptVersion}`],
    ['Checks', 'our rules let it pass'],
    ['Judge', judge],
    ['Evidence', evidence.length === 0 ? 'none' : html`${evidence.map(citationHtml)}`],
  ]
  return html`<section aria-labelledby="basis"><h2 id="basis">What it rests on</h2>
<dl class="basis">${lines.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<details><summary>What the model was told${!prompt.isExact && ' (as it would be told today)'}</summary>
<h3>Rules</h3><pre>${prompt.system}</pre><h3>Task, evidence and answers</h3><pre>${prompt.user}</pre></details></section>`
}

function citationHtml({ cite, url }: Citation, at: number): Html {
  const words = url === null ? html`${cite}` : html`<a href="${url}">${cite}</a>`
  return html`${at > 0 && ', '}${words}`
}

import type { OpenReview } from '../../../pack/reading.ts'
import type { ReviewCause } from '../../../pack/review.ts'
import { moment } from '../figures.ts'
import { type Html, html } from '../html.ts'
import { ago } from './ages.ts'
import { opsLayout, type Visitor } from './frame.ts'

/** Why it is to be read, for whoever reads it. */
export const causes: Readonly<Record<ReviewCause, string>> = {
  artefact: 'every text of this kind is read',
  judge: 'the judge doubts it twice',
  guard: 'a guard saw something in the answers',
  sample: 'drawn by lot',
  'new-model': 'its model is new',
  customer: 'the customer asks for it',
}

/** A text's own page. */
export function reviewPath({ order, artefact, part, revision, round }: OpenReview): string {
  const whole = part === '' ? '-' : part
  return `/ops/reviews/${order}/${artefact}/${whole}/${revision}/${round}`
}

export interface ReviewsView extends Visitor {
  readonly reviews: readonly OpenReview[]
  /** What was decided just now. */
}

export function reviewsPage({ reviews, ...visitor }: ReviewsView): string {
  const now = Date.now()
  const [next] = reviews
  return opsLayout({
    ...visitor,
    room: 'reviews',
    title: 'Reviews',
    scripts: ['review.js'],
    body: html`<h1>Texts that wait to be read</h1>
${reviews.length === 0 && html`<p class="lead">Nothing waits to be read.</p>`}
${next && html`<p class="action"><a class="button primary" href="${reviewPath(next)}" data-key="n">Read the next one <kbd>n</kbd></a></p>`}
${reviews.length > 0 && tableHtml(reviews, now)}
<p class="help">What is due first comes first. At its time a text is read by nobody: the standard text stands, or what stood.</p>`,
  })
}

function tableHtml(reviews: readonly OpenReview[], now: number): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Texts that wait"><table class="listing">
<thead><tr><th scope="col">Text</th><th scope="col">Why</th><th scope="col">Waits</th><th scope="col">Due</th></tr></thead>
<tbody>${reviews.map((one) => rowHtml(one, now))}</tbody></table></div>`
}

function rowHtml(review: OpenReview, now: number): Html {
  const { order, artefact, part, tier, why, since, due, escalatedBy, isHeld } = review
  const what = [artefact, part].filter(Boolean).join(', ')
  return html`<tr><td><a href="${reviewPath(review)}">${what}</a><br><code>${order}</code>, ${tier}</td>
<td>${causes[why]}${escalatedBy !== undefined && html`<br>handed on by ${escalatedBy}`}</td>
<td>${ago(since, now)}${!isHeld && html`<br>stands meanwhile`}</td><td>${moment(due)}</td></tr>`
}

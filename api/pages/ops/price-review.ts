import type { MoneyReport } from '../../../pack/costs.ts'
import type { PriceReview } from '../../../pack/price-review.ts'
import { periodHeads, periodLines } from '../../../pack/report-words.ts'
import { day } from '../figures.ts'
import { type Html, html } from '../html.ts'
import { csrfHtml, type Visitor } from './frame.ts'
import { type NumberRow, numbersHtml } from './numbers.ts'

type Reviewed = Pick<MoneyReport, 'priceReview' | 'reviewDue' | 'prices'>

/** What has changed since our prices were reviewed last, and where it is said that they were. */
export function priceReviewHtml(report: Reviewed, visitor: Visitor): Html {
  const { priceReview, reviewDue, prices } = report
  const { changes, tiers } = priceReview
  return html`<details class="ops-order" id="price-review"${reviewDue !== null && html` open`}><summary>Price review ${reviewDue === null ? html`<span class="chip quiet">not due</span>` : html`<span class="chip warning">due</span>`}</summary>
${reviewDue !== null && html`<p class="note">It is due: ${reviewDue}.</p>`}
<p>${timesHtml(priceReview)}</p>
<h3>What a million tokens cost</h3>
${numbersHtml(
  'Prices',
  ['Endpoint', 'In', 'Out', 'Since'],
  prices.map((one) => [one.endpoint, `€${one.in}`, `€${one.out}`, one.since.slice(0, 10)]),
)}
${changes.length === 0 && html`<p>No price has changed since.</p>`}
${changes.length > 0 && numbersHtml('Changed prices', ['Changed', 'In', 'Out', 'Since'], changes.map(changeRow))}
<h3>What orders took</h3>
${numbersHtml('Orders before and since', ['Tier', ...periodHeads], tiers.flatMap(periodLines))}
<p class="help">An order’s cost is its fee, models and reviews.</p>
${visitor.holder.role === 'operator' && formHtml(priceReview, visitor)}</details>`
}

function timesHtml({ reviewedAt, reviewedBefore }: PriceReview): Html {
  if (reviewedAt === null) return html`Our prices were never reviewed.`
  const begins = reviewedBefore && html` The time before begins on ${day(reviewedBefore)}.`
  return html`Our prices were last reviewed on ${day(reviewedAt)}.${begins}`
}

type Change = PriceReview['changes'][number]

const changeRow = ({ endpoint, from, to, since }: Change): NumberRow => [
  endpoint,
  `€${from.in} → €${to.in}`,
  `€${from.out} → €${to.out}`,
  since.slice(0, 10),
]

/** Whoever reviewed them meanwhile has seen what this page shows. */
function formHtml({ reviewedAt }: PriceReview, visitor: Visitor): Html {
  return html`<form method="post" action="/ops/money/review">${csrfHtml(visitor)}<input type="hidden" name="seen" value="${reviewedAt ?? 'never'}">
<label>Why our prices stay, or what becomes of them <input name="why" required maxlength="500"></label>
<p class="buttons"><button class="quiet">The prices were reviewed</button></p></form>`
}

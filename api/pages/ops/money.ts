import { buffer, type MoneyReport, type NamedSpend, type OrderMoney } from '../../../pack/costs.ts'
import { microsIn, minorUnitsIn } from '../../../pack/price.ts'
import { leftOutWords, percentWords, reviewLines } from '../../../pack/report-words.ts'
import { euros } from '../figures.ts'
import { type Html, html } from '../html.ts'
import { opsLayout, type Visitor } from './frame.ts'
import { numbersHtml } from './numbers.ts'
import { priceReviewHtml } from './price-review.ts'
import { dailyHtml, remarkHtml, soldHtml } from './sold.ts'
import { sparkHtml } from './spark.ts'

export interface MoneyView extends Visitor {
  readonly report: MoneyReport
}

/** What is left of the prices, and what models and reviews cost. */
export function moneyPage({ report, ...visitor }: MoneyView): string {
  return opsLayout({
    ...visitor,
    room: 'money',
    title: 'Money',
    body: html`<h1>Money</h1>
${leadHtml(report)}
<form method="get" action="/ops/money" class="find"><label for="days">Days</label>
<input id="days" name="days" value="${report.days}" inputmode="numeric" pattern="[0-9]{1,4}" required><button class="quiet">Show</button></form>
${marginsHtml(report)}
${priceReviewHtml(report, visitor)}
<h2>Texts that people read</h2>
${numbersHtml('Texts that people read', ['Reviews', 'Figure'], reviewLines(report.reviews))}
${spendHtml(report)}`,
  })
}

const inDays = (days: number) => (days === 1 ? 'today' : `in ${days} days`)

function leadHtml({ days, marginTotals, marginsByDay }: MoneyReport): Html {
  if (marginTotals.length === 0) return html`<p class="lead">No order was paid ${inDays(days)}.</p>`
  return html`${marginTotals.map(
    ({ currency, marginMicros, price, orders }) =>
      html`<p class="lead"><strong>${microsIn(marginMicros, currency)}</strong> left of ${minorUnitsIn(price, currency)}, from ${orders === 1 ? '1 order' : `${orders} orders`} ${inDays(days)} ${dailyHtml(marginsByDay, currency)}</p>`,
  )}`
}

function marginsHtml(report: MoneyReport): Html {
  const { margins, marginTotals, marginsByPack, marginsByDay, overBuffer } = report
  const byTier = margins.map((sold) => ({ name: sold.tier, sold }))
  const named = (rows: MoneyReport['marginsByDay']) =>
    rows.map((sold) => ({ name: sold.name, sold }))
  return html`<h2>What is left of the prices</h2>
${soldHtml('Margins by tier', 'Tier', byTier, marginTotals)}
<p class="help">Without tax, of the orders that were paid ${inDays(report.days)}, with all that was ever spent on them. Fee, models and reviews may take ${buffer.planned} % of a net price, and ${buffer.most} % at most. A euro that models or reviews cost counts as a pound where the price is in pounds.</p>
${marginTotals.flatMap(leftOutWords).map((words) => html`<p class="note">${words}</p>`)}
${overBuffer.map(overHtml)}
<h3>By pack</h3>
${soldHtml('Margins by pack', 'Pack', named(marginsByPack))}
<details><summary>By day</summary>
${soldHtml('Margins by day', 'Day', named(marginsByDay))}</details>`
}

const overHtml = ({ order, percent }: OrderMoney) =>
  html`<p class="note"><a href="/ops/orders/${order}"><code>${order}</code></a>: ${percentWords(percent)} of its price${remarkHtml(percent)}</p>`

function spendHtml({ days, total, byDay, byTier, byOperation }: MoneyReport): Html {
  const heads = ['Calls', 'Used', 'Tokens in', 'Tokens out', 'Cost']
  const table = (label: string, kind: string, all: readonly NamedSpend[]) =>
    numbersHtml(
      label,
      [kind, ...heads],
      all.map(({ name, calls, accepted, tokensIn, tokensOut, costMicros }) => [
        name,
        ...[calls, accepted, tokensIn, tokensOut].map((count) => count.toLocaleString('en-GB')),
        euros(costMicros),
      ]),
    )
  return html`<h2>What models cost</h2>
<p>${euros(total.costMicros)} ${inDays(days)} ${sparkHtml(
    byDay.map(({ costMicros }) => costMicros),
    `Cost of each of ${byDay.length} days`,
  )}</p>
${table('Cost by tier', 'Tier', byTier)}
${table('Cost by operation', 'Operation', byOperation)}`
}

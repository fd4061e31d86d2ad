import { buffer, type Costs, type EndpointPrice, strainOf } from '../../../pack/costs.ts'
import { amountIn } from '../../../pack/price.ts'
import { euros } from '../figures.ts'
import { type Html, html } from '../html.ts'
import { opsLayout, type Visitor } from './frame.ts'
import { sparkHtml } from './spark.ts'

export interface MoneyReport extends Costs {
  readonly prices: readonly EndpointPrice[]
  /** Null: our prices need no review. */
  readonly reviewDue: string | null
}

export interface MoneyView extends Visitor {
  readonly report: MoneyReport
}

/** What models cost, and what is left of the prices. */
export function moneyPage({ report, ...visitor }: MoneyView): string {
  const { days, total, byDay, byTier, byOperation, margins, overBuffer, prices, reviewDue } = report
  return opsLayout({
    ...visitor,
    room: 'money',
    title: 'Money',
    body: html`<h1>Money</h1>
<p class="lead">Models took ${euros(total.costMicros)} in ${days} days ${sparkHtml(
      byDay.map(({ costMicros }) => costMicros),
      `Cost of each of ${byDay.length} days`,
    )}</p>
${reviewDue !== null && html`<p class="note">A price review is due: ${reviewDue}. Once it is made: <code>npm run order -- review-prices</code>.</p>`}
<h2>What is left of the prices</h2>
${tableHtml('Margins', ['Tier', 'Orders', 'Net price', 'Models', 'Taken'], margins.map(marginRow))}
<p class="help">Models and the fee of a payment may take ${buffer.planned} % of a net price, and ${buffer.most} % at most.</p>
${overBuffer.map(({ order, inferenceMicros, percent }) => html`<p class="note"><a href="/ops/orders?find=${order}"><code>${order}</code></a>: models took ${euros(inferenceMicros)}, ${percent.toFixed(1)} % of its price.</p>`)}
<h2>By tier</h2>${spendHtml('By tier', byTier)}
<h2>By operation</h2>${spendHtml('By operation', byOperation)}
<h2>What a million tokens cost</h2>
${tableHtml(
  'Prices',
  ['Endpoint', 'In', 'Out', 'Since'],
  prices.map((one) => [one.endpoint, `€${one.in}`, `€${one.out}`, one.since.slice(0, 10)]),
)}`,
  })
}

function marginRow({
  tier,
  currency,
  orders,
  price,
  inferenceMicros,
  percent,
}: Costs['margins'][number]) {
  const strain = strainOf(percent)
  const words =
    strain === 'within' ? '' : strain === 'over' ? ', more than the buffer' : ', more than planned'
  return [
    tier,
    String(orders),
    amountIn(price, currency),
    euros(inferenceMicros),
    `${percent.toFixed(2)} %${words}`,
  ]
}

function spendHtml(label: string, rows: Costs['byTier']): Html {
  return tableHtml(
    label,
    ['Name', 'Calls', 'Used', 'Tokens in, out', 'Cost'],
    rows.map((one) => [
      one.name,
      String(one.calls),
      String(one.accepted),
      `${one.tokensIn}, ${one.tokensOut}`,
      euros(one.costMicros),
    ]),
  )
}

function tableHtml(
  label: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): Html {
  if (rows.length === 0) return html`<p class="help">Nothing yet.</p>`
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${label}"><table class="listing"><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map((cells) => html`<tr>${cells.map((cell, at) => (at === 0 ? html`<th scope="row">${cell}</th>` : html`<td>${cell}</td>`))}</tr>`)}</tbody></table></div>`
}

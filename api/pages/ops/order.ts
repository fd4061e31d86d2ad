import type { OrderMoney } from '../../../pack/costs.ts'
import { moment } from '../figures.ts'
import { type Html, html } from '../html.ts'
import { opsLayout, type Visitor } from './frame.ts'
import { orderMoneyHtml } from './order-money.ts'
import { type OpsOrder, orderHtml } from './orders.ts'

interface Step {
  readonly at: string
  readonly round: number
  readonly tier: string
  readonly source: string
  readonly reason: string | null
  readonly scope: string | null
  readonly passedOver: readonly { readonly endpoint: string; readonly reason: string }[]
  readonly calls: readonly {
    readonly id: string
    readonly endpoint: string
    readonly model: string
    readonly verdict: string
    readonly seconds: number
  }[]
}

/** All that is known of one order but its answers and texts. Times are ISO 8601, UTC. */
export interface OpsDossier {
  readonly order: OpsOrder
  /** Its workflow in Temporal UI; null: where that is nobody has said. */
  readonly workflow: string | null
  /** Null: it was never paid. */
  readonly money: OrderMoney | null
  readonly releases: readonly {
    readonly version: number
    readonly degraded: boolean
    readonly publishedAt: string | null
    readonly downloads: number
  }[]
  readonly letters: readonly {
    readonly template: string
    readonly version: number
    readonly endedAt: string | null
    readonly ending: string | null
    readonly said: string | null
  }[]
  readonly tried: readonly {
    readonly artefact: string
    readonly part: string
    readonly standing: { readonly source: string; readonly reason?: string } | null
    readonly tried: readonly Step[]
  }[]
}

export interface OpsOrderView extends Visitor {
  readonly dossier: OpsDossier
}

/** One order: what may be done to it, what left the house, and what was tried for each text. */
export function opsOrderPage({ dossier, ...visitor }: OpsOrderView): string {
  const { order, workflow, money, releases, letters, tried } = dossier
  return opsLayout({
    ...visitor,
    room: 'orders',
    title: order.order,
    body: html`<h1>One order</h1>
${orderHtml(order, visitor, Date.now())}
${workflow !== null && html`<p><a href="${workflow}">Its workflow in Temporal</a></p>`}
<h2>Money</h2>
${orderMoneyHtml(money)}
<h2>Versions of its pack</h2>
${tableHtml('Versions of its pack', ['Version', 'Published', 'Downloaded'], releases.map(releaseHtml))}
<h2>Letters</h2>
${tableHtml('Letters', ['What', 'Which', 'When', 'What became of it'], letters.map(letterHtml))}
<h2>What was tried for its texts</h2>
${tried.length === 0 && html`<p class="lead">Nothing so far.</p>`}
${tried.map(partHtml)}`,
  })
}

function tableHtml(name: string, heads: readonly string[], rows: readonly Html[]): Html {
  if (rows.length === 0) return html`<p class="lead">None so far.</p>`
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${name}"><table class="listing"><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div>`
}

const timesOf = (count: number) => (count === 0 ? 'never' : count === 1 ? 'once' : `${count} times`)

const releaseHtml = ({
  version,
  degraded,
  publishedAt,
  downloads,
}: OpsDossier['releases'][number]) =>
  html`<tr><th scope="row">${version}${degraded && ', some texts standard ones'}</th><td>${publishedAt === null ? 'is being built' : moment(publishedAt)}</td><td>${timesOf(downloads)}</td></tr>`

const letterHtml = ({ template, version, endedAt, ending, said }: OpsDossier['letters'][number]) =>
  html`<tr><th scope="row">${template}</th><td>${template === 'incident' ? html`<a href="/ops/incidents/${version}">incident ${version}</a>` : version}</td><td>${endedAt === null ? 'waits' : moment(endedAt)}</td><td>${ending ?? ''} ${said ?? ''}</td></tr>`

function partHtml({ artefact, part, standing, tried }: OpsDossier['tried'][number]): Html {
  const stands = standing === null ? 'nothing yet' : (standing.reason ?? standing.source)
  return html`<details class="ops-order"><summary>${artefact}${part !== '' && ` / ${part}`} <span class="chip quiet">${stands}</span></summary>
<ol>${tried.map(stepHtml)}</ol></details>`
}

function stepHtml({ at, round, tier, source, reason, scope, passedOver, calls }: Step): Html {
  const came = [reason ?? source, scope].filter(Boolean).join(', ')
  return html`<li>${moment(at)}, round ${round}, ${tier}: ${came}
${passedOver.map(({ endpoint, reason: why }) => html`<br>${endpoint} passed over: ${why}`)}
${calls.map(({ id, endpoint, model, verdict, seconds }) => html`<br><code>${id}</code> ${endpoint} ${model}: ${verdict}, ${seconds.toFixed(1)} s`)}</li>`
}

import type { TierStanding } from '../../../pack/tier-standing.ts'
import { euros } from '../figures.ts'
import { type Child, type Html, html } from '../html.ts'
import { csrfHtml, opsLayout, type Visitor } from './frame.ts'
import {
  calledWords,
  forcedHtml,
  foundHtml,
  type ModelCalled,
  partHtml,
  placeOf,
} from './model-called.ts'
import { sparkHtml } from './spark.ts'

interface Tier extends TierStanding {
  /** Null: Temporal does not say. */
  readonly waiting: number | null
}

export interface Models {
  readonly tiers: readonly Tier[]
  readonly breakers: readonly ModelCalled[]
}

export interface ModelsView extends Visitor {
  readonly models: Models
}

export function modelsPage({ models, ...visitor }: ModelsView): string {
  const { tiers, breakers } = models
  return opsLayout({
    ...visitor,
    room: 'models',
    title: 'Models',
    body: html`<h1>Models</h1>
<div class="scroll" tabindex="0" role="region" aria-label="Tiers in the last hour"><table class="listing">
<caption>The last hour</caption>
<thead><tr><th scope="col">Tier</th><th scope="col">Calls</th><th scope="col">Waiting</th><th scope="col">Tailored</th><th scope="col">One call, half and 99 %</th><th scope="col">First useful answer</th><th scope="col">Spent, held</th></tr></thead>
<tbody>${tiers.map(tierHtml)}</tbody></table></div>
<h2>Models on their servers</h2>
${breakers.length === 0 && html`<p class="lead">No worker has named a model yet.</p>`}
${breakers.map((one) => breakerHtml(one, visitor))}`,
  })
}

const seconds = (time: number | null) => (time === null ? '–' : `${time.toFixed(1)} s`)
const share = (part: number, of: number) => (of === 0 ? '–' : `${Math.round((part / of) * 100)} %`)

function tierHtml(one: Tier): Html {
  const { tier, calls, accepted, waiting, hourly } = one
  return html`<tr><th scope="row">${tier}</th>
<td>${calls}, ${share(accepted, calls)} used ${sparkHtml(hourly, `Calls in each of the last ${hourly.length} hours, ${hourly.at(-1) ?? 0} in this one`)}</td>
<td>${waiting ?? 'unknown'}</td><td>${share(one.tailored, one.asks)} of ${one.asks}</td>
<td>${seconds(one.p50)}, ${seconds(one.p99)}</td><td>${seconds(one.useful50)}, ${seconds(one.useful99)}</td>
<td>${euros(one.spent)}, ${euros(one.held)}</td></tr>`
}

function breakerHtml(one: ModelCalled, { holder, csrf }: Visitor): Html {
  const { endpoint, model, tier, forced, parts } = one
  const id = placeOf(one)
  const { isWell, words } = calledWords(one)
  const found = foundHtml(one)
  return html`<article class="ops-order" aria-labelledby="${id}"><h3 id="${id}">${endpoint}: ${model}
<span class="chip ${isWell ? 'done' : 'warning'}">${words}</span></h3>
<p>Tier ${tier}${found && html`, ${found}`}.</p>
${parts.map((part) => html`<p class="note">${partHtml(part)}</p>`)}
${forced && html`<p class="note">Forced ${forcedHtml(forced)}</p>`}
${holder.role === 'operator' && forceHtml(one, csrf)}</article>`
}

function forceHtml({ endpoint, model, isOpen, forced }: ModelCalled, csrf: string | null): Html {
  const button = (verb: string, words: string, applies: boolean): Child =>
    applies && html`<button class="quiet" name="verb" value="${verb}">${words}</button> `
  return html`<details><summary>Act</summary><form method="post" action="/ops/models">
${csrfHtml({ csrf })}<input type="hidden" name="endpoint" value="${endpoint}"><input type="hidden" name="model" value="${model}">
<label>Why <input name="why" required maxlength="500"></label>
<label>For minutes <input name="minutes" inputmode="numeric" pattern="[0-9]{1,4}" value="60"></label>
<p class="buttons">${button('open', 'Hold its calls back', !isOpen)}${button('close', 'Let calls through', isOpen)}${button('release', 'Leave it to itself', forced !== null)}</p>
</form></details>`
}

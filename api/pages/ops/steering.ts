import { type ArmTallies, type Canary, gates } from '../../../pack/canary.ts'
import { type SettingScope, scopeWords } from '../../../pack/setting-scope.ts'
import { moment, momentWords } from '../figures.ts'
import { type Html, html } from '../html.ts'
import { csrfHtml, opsLayout, type Visitor } from './frame.ts'

interface StandingSetting extends SettingScope {
  readonly key: string
  readonly value: unknown
  readonly until: string | null
  readonly at: string
  readonly by: string
  readonly why: string
}

interface Key {
  readonly key: string
  readonly about: string
  readonly wanted: string
  readonly standard: unknown
}

export interface Steering {
  readonly standing: readonly StandingSetting[]
  readonly keys: readonly Key[]
  /** That there are. */
  readonly operations: readonly string[]
  readonly candidates: {
    readonly running:
      | (Canary & {
          readonly tallies: { readonly candidate: ArmTallies; readonly control: ArmTallies }
          readonly hasPassed: boolean
          readonly fault: string | null
        })
      | null
    readonly past: readonly (Canary & {
      readonly ending: string | null
      readonly reason: string | null
    })[]
  }
}

export interface SteeringView extends Visitor {
  readonly steering: Steering
}

/** What a form shows of safe mode, so that nobody undoes what they have not seen: when it was changed last, or `''`. */
export function safeModeSeen(standing: readonly Pick<StandingSetting, 'key' | 'at'>[]): string {
  const times = standing.filter(({ key }) => key === 'safeMode').map(({ at }) => at)
  return times.toSorted().at(-1) ?? ''
}

/** Safe mode, what is set, and what is tried. */
export function steeringPage({ steering, ...visitor }: SteeringView): string {
  const { standing, keys, operations, candidates } = steering
  return opsLayout({
    ...visitor,
    room: 'settings',
    title: 'Settings',
    body: html`<h1>Settings</h1>
${safeModeHtml(standing, operations, visitor)}
${candidateHtml(candidates, visitor)}
<h2>What is set</h2>
${standing.length === 0 && html`<p class="lead">Nothing is set; all is as declared.</p>`}
${standing.map((one) => settingHtml(one, visitor))}
${visitor.holder.role === 'operator' && setHtml(keys, operations, visitor)}
<h2>Without a setting</h2>
<dl class="basis">${keys.map(({ key, about, standard }) => html`<div><dt><code>${key}</code> ${shown(standard)}</dt><dd>${about}</dd></div>`)}</dl>`,
  })
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ')
  return value === '' ? 'none' : String(value)
}

/** For what something holds, and until when. */
export function placeOf({ until, ...scope }: SettingScope & { until?: string | null }): string {
  const where = `for ${scopeWords(scope)}`
  return until ? `${where}, until ${momentWords(until)}` : where
}

const whyHtml = html`<label>Why <input name="why" required maxlength="500"></label>`

const tierHtml = html`<label>Tier <select name="tier"><option value="">both</option><option>4b</option><option>32b</option></select></label>`

const operationHtml = (operations: readonly string[]): Html =>
  html`<label>Operation <select name="operation"><option value="">all</option>${operations.map((one) => html`<option>${one}</option>`)}</select></label>`

function safeModeHtml(
  standing: readonly StandingSetting[],
  operations: readonly string[],
  { holder, csrf }: Visitor,
): Html {
  const all = standing.filter(({ key }) => key === 'safeMode')
  const on = all.filter(({ value }) => value === true)
  const but = on.length > 0 ? all.filter(({ value }) => value === false) : []
  return html`<article class="ops-order" aria-labelledby="safe"><h2 id="safe">Safe mode <span class="chip ${on.length > 0 ? 'warning' : 'done'}">${on.length > 0 ? 'on' : 'off'}</span></h2>
${on.map((one) => html`<p class="note">${placeOf(one)}, by ${one.by}: ${one.why}</p>`)}
${but.map((one) => html`<p class="note">But off: ${placeOf(one)}, by ${one.by}: ${one.why}</p>`)}
<p class="help">Standard text where it is on; orders are delivered, and wait for their tailoring.</p>
${
  holder.role === 'operator' &&
  html`<form method="post" action="/ops/settings/safe-mode">${csrfHtml({ csrf })}<input type="hidden" name="known" value="${safeModeSeen(standing)}">${whyHtml}${tierHtml}${operationHtml(operations)}
<p class="buttons"><button class="quiet" name="to" value="on">Turn it on</button> <button class="quiet" name="to" value="off">Turn it off</button></p></form>`
}</article>`
}

function candidateHtml({ running, past }: Steering['candidates'], visitor: Visitor): Html {
  const [last] = past
  return html`<article class="ops-order" aria-labelledby="candidate"><h2 id="candidate">Candidate <span class="chip ${running ? 'busy' : 'quiet'}">${running ? `${running.kind} ${running.name}` : 'none'}</span></h2>
${running && runningHtml(running, visitor)}
${last && html`<p class="help">Before: ${last.kind} ${last.name}, ${last.ending}: ${last.reason}.</p>`}
<p class="help">A candidate is started by <code>npm run promote -- model|prompt|knowledge NAME --canary 10</code>.</p></article>`
}

function runningHtml(
  {
    share,
    isShadow,
    by,
    why,
    tallies,
    hasPassed,
    fault,
  }: NonNullable<Steering['candidates']['running']>,
  { holder, csrf }: Visitor,
): Html {
  const words = ({ bad, of }: { readonly bad: number; readonly of: number }) => `${bad} of ${of}`
  return html`<p>${isShadow ? 'Asked besides' : 'Given'} for ${share} % of the orders, by ${by}: ${why}. ${hasPassed ? 'It has passed.' : fault ? `It goes back: ${fault}.` : 'Nothing speaks against it yet.'}</p>
<table class="listing"><thead><tr><th scope="col">Texts that are</th><th scope="col">Its</th><th scope="col">The others’</th></tr></thead>
<tbody>${gates.map((gate) => html`<tr><th scope="row">${gate}</th><td>${words(tallies.candidate[gate])}</td><td>${words(tallies.control[gate])}</td></tr>`)}</tbody></table>
${holder.role === 'operator' && html`<form method="post" action="/ops/settings/stop-candidate">${csrfHtml({ csrf })}${whyHtml}<p class="buttons"><button class="quiet">Take it back</button></p></form>`}`
}

function settingHtml(one: StandingSetting, { holder, csrf }: Visitor): Html {
  const { key, value, at, by, why, operation, risk, tier, share } = one
  const fields = Object.entries({ key, operation, risk, tier, share })
  return html`<article class="ops-order"><h3><code>${key}</code> ${shown(value)}</h3>
<p>${placeOf(one)}; set ${moment(at)} by ${by}: ${why}</p>
${
  holder.role === 'operator' &&
  html`<details><summary>Unset</summary><form method="post" action="/ops/settings/unset">${csrfHtml({ csrf })}
${fields.map(([name, given]) => html`<input type="hidden" name="${name}" value="${given ?? ''}">`)}${whyHtml}
<p class="buttons"><button class="quiet">Unset it</button></p></form></details>`
}</article>`
}

function setHtml(keys: readonly Key[], operations: readonly string[], { csrf }: Visitor): Html {
  return html`<details class="ops-order"><summary>Set something</summary><form method="post" action="/ops/settings/set">${csrfHtml({ csrf })}
<label>Setting <select name="key">${keys.map(({ key, wanted }) => html`<option value="${key}">${key}: ${wanted}</option>`)}</select></label>
<label>Value <input name="value" required maxlength="500"></label>${tierHtml}${operationHtml(operations)}
<label>Percent of the orders <input name="share" inputmode="numeric" pattern="[1-9][0-9]?" placeholder="empty: all"></label>
<label>For minutes <input name="minutes" inputmode="numeric" pattern="[0-9]{1,5}" placeholder="empty: until it is changed"></label>${whyHtml}
<p class="buttons"><button class="quiet">Set it</button></p></form></details>`
}

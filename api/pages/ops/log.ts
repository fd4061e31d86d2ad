import type { LogEntry } from '../../../pack/log-entry.ts'
import { moment } from '../figures.ts'
import { html } from '../html.ts'
import { opsLayout, type Visitor } from './frame.ts'

export interface LogView extends Visitor {
  readonly entries: readonly LogEntry[]
  readonly days: number
  readonly text: string
}

/** Who did what, when and why. */
export function logPage({ entries, days, text, ...visitor }: LogView): string {
  const query = new URLSearchParams({ days: String(days), find: text }).toString()
  return opsLayout({
    ...visitor,
    room: 'log',
    title: 'Log',
    body: html`<h1>Who did what</h1>
<form method="get" action="/ops/log" class="find"><label for="find">Find</label><input id="find" name="find" value="${text}" placeholder="Order, name, setting or reason">
<label for="days">Days</label><input id="days" name="days" value="${days}" inputmode="numeric" pattern="[0-9]{1,4}"><button class="quiet">Show</button></form>
${entries.length === 0 && html`<p class="lead">Nothing was done in this time.</p>`}
${
  entries.length > 0 &&
  html`<div class="scroll" tabindex="0" role="region" aria-label="The log"><table class="listing">
<thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">What</th><th scope="col">Why</th></tr></thead>
<tbody>${entries.map(({ at, by, what, subject, why, outcome }) => html`<tr><td>${moment(at)}</td><td>${by}</td><td>${what} <code>${subject}</code>${outcome !== null && html`<br>${outcome}`}</td><td>${why}</td></tr>`)}</tbody></table></div>`
}
<p class="help">At most 500 entries are shown; the files hold all of these days.
<a href="/ops/log.csv?${query}" download>As CSV</a>, <a href="/ops/log.json?${query}" download>as JSON</a>.</p>`,
  })
}

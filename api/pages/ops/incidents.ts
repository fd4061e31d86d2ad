import { type Incident, incidentKinds } from '../../../pack/incident.ts'
import { moment } from '../figures.ts'
import { html } from '../html.ts'
import { csrfHtml, opsLayout, type Visitor } from './frame.ts'

/** What each kind is, to whoever has to choose in a hurry. */
export const kindWords = {
  leak: 'personal data where they must not be',
  outage: 'something did not work',
  quality: 'texts were wrong or poor',
  money: 'somebody paid or got back the wrong sum',
  other: 'something else',
} as const

export interface IncidentsView extends Visitor {
  readonly incidents: readonly Incident[]
}

/** All incidents, and where one begins. */
export function incidentsPage({ incidents, ...visitor }: IncidentsView): string {
  return opsLayout({
    ...visitor,
    room: 'incidents',
    title: 'Incidents',
    body: html`<h1>Incidents</h1>
${incidents.length === 0 && html`<p class="lead">None was opened so far.</p>`}
${
  incidents.length > 0 &&
  html`<div class="scroll" tabindex="0" role="region" aria-label="All incidents"><table class="listing">
<thead><tr><th scope="col">What</th><th scope="col">Kind</th><th scope="col">Began</th><th scope="col">State</th></tr></thead>
<tbody>${incidents.map(({ id, kind, title, beganAt, endedAt }) => html`<tr><th scope="row"><a href="/ops/incidents/${id}">${title}</a></th><td>${kind}</td><td>${moment(beganAt)}</td><td>${stateChip(endedAt)}</td></tr>`)}</tbody></table></div>`
}
${visitor.holder.role !== 'viewer' && openHtml(visitor)}`,
  })
}

export const stateChip = (endedAt: string | null) =>
  endedAt === null
    ? html`<span class="chip warning">open</span>`
    : html`<span class="chip done">over</span>`

function openHtml({ csrf }: Visitor) {
  return html`<form class="ops-order" method="post" action="/ops/incidents" aria-labelledby="begin"><h2 id="begin">Open one</h2>
${csrfHtml({ csrf })}
<label>Kind <select name="kind">${incidentKinds.map((kind) => html`<option value="${kind}">${kind}: ${kindWords[kind]}</option>`)}</select></label>
<label>What happened, in one line <input name="title" required maxlength="200" aria-describedby="no-names"></label>
<p class="help" id="no-names">No names or words of customers: it is kept for good. An order’s number will do.</p>
<label>Minutes since it began <input name="minutes" inputmode="numeric" pattern="[0-9]{1,5}" value="0"></label>
<p class="buttons"><button class="quiet">Open it</button></p></form>`
}

import type { IncidentStory } from '../../../pack/incident-story.ts'
import { moment } from '../figures.ts'
import { html } from '../html.ts'
import { csrfHtml, opsLayout, type Visitor } from './frame.ts'
import { kindWords, stateChip } from './incidents.ts'
import { tellingHtml, toldWords } from './telling.ts'

export interface IncidentView extends Visitor {
  readonly story: IncidentStory
}

/** One incident, from when it began until it was over. */
export function incidentPage({ story, ...visitor }: IncidentView): string {
  const { incident, timeline } = story
  const { id, kind, title, beganAt, openedBy, endedAt, endedBy, learned } = incident
  return opsLayout({
    ...visitor,
    room: 'incidents',
    title,
    body: html`<h1>${title} ${stateChip(endedAt)}</h1>
<p class="lead">${kind}: ${kindWords[kind]}. Began ${moment(beganAt)}, opened by ${openedBy}${endedAt !== null && html`, over ${moment(endedAt)} by ${endedBy}`}.</p>
${kind === 'leak' && endedAt === null && leakHtml}
${learned && html`<p class="note">${learned}</p>`}
<h2>What customers had of it</h2>
<dl class="basis">${impactLines(story).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${tellingHtml(story, visitor)}
<h2>What was done</h2>
<div class="scroll" tabindex="0" role="region" aria-label="What was done"><table class="listing"><thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">What</th></tr></thead>
<tbody>${timeline.map(({ at, by, what, subject, why, outcome }) => html`<tr><td>${moment(at)}</td><td>${by}</td><td>${what}${subject !== '' && html` <code>${subject}</code>`}: ${why}${outcome !== null && html`<br>${outcome}`}</td></tr>`)}</tbody></table></div>
<p><a href="/ops/incidents/${id}/post-mortem.md" download>The draft of a post-mortem</a></p>
${endedAt === null && visitor.holder.role === 'operator' && endHtml(id, visitor)}`,
  })
}

const leakHtml = html`<div class="note"><ol><li>Stop it: turn safe mode on, or hold the model back.</li>
<li>Withdraw the links of the packs that hold the data, so that whoever has one sees them no more.</li>
<li>Write down which orders, whose data, since when and who saw them: the runbook’s row “leak” says how.</li>
<li>Within 72 hours of noticing, tell the supervisory authority, unless a risk to people is unlikely (Article 33 GDPR).</li></ol></div>`

/** Each figure with its name. */
export function impactLines({ impact, told }: IncidentStory) {
  const { paid, undelivered, failed, letters, refunds } = impact
  const listed = (all: readonly string[]) => (all.length === 0 ? 'none' : all.join(', '))
  return [
    ['Orders paid in this time', String(paid)],
    ['Of these without a pack at its end', String(undelivered)],
    [
      'Asks for a text that brought none',
      listed(failed.map(({ reason, asks, orders }) => `${reason} ${asks} (${orders} orders)`)),
    ],
    ['Letters sent', listed(letters.map(({ template, sent }) => `${template} ${sent}`))],
    ['Refunds made', String(refunds)],
    ['Told of it', toldWords(told)],
  ] as const
}

const endHtml = (
  id: number,
  { csrf }: Visitor,
) => html`<form class="ops-order" method="post" action="/ops/incidents/${id}/end" aria-labelledby="end"><h2 id="end">It is over</h2>
${csrfHtml({ csrf })}<label>What we learned <input name="learned" required maxlength="500"></label>
<label>Minutes since it was mended <input name="minutes" inputmode="numeric" pattern="[0-9]{0,5}" value="0"></label>
<p class="buttons"><button class="quiet">End it</button></p></form>`

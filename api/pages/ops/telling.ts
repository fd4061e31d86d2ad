import type { Incident, IncidentKind } from '../../../pack/incident.ts'
import type { IncidentStory } from '../../../pack/incident-story.ts'
import {
  type Concerned,
  concernedBy,
  isNamedByPeople,
  leakThings,
  leftOutInWords,
  longestWords,
  type Telling,
  type ToldSoFar,
} from '../../../pack/telling.ts'
import { moment, momentWords } from '../figures.ts'
import { type Html, html } from '../html.ts'
import { csrfHtml, type Visitor } from './frame.ts'

/** Whom the rule of a kind finds. */
const ruleWords: Readonly<Record<IncidentKind, string>> = {
  outage:
    'Found by rule: orders that had no pack a minute after they were paid, or in this time a pack with standard text for a reason of ours, whatever a later one holds.',
  quality: 'Found by rule: orders with a text that was written in this time.',
  money: 'Found by rule: orders that were paid in this time, or whose money went back in it.',
  leak: 'Only a person knows whom a leak concerns: name the orders by their numbers.',
  other: 'Only a person knows whom this concerns: name the orders by their numbers.',
}

/** How many were told and when, in one line. */
export function toldWords({
  letters,
  waiting,
  sent,
  cameBack,
  needless,
  ...times
}: ToldSoFar): string {
  if (letters === 0) return 'nobody so far'
  const { firstAt, lastAt } = times
  const fates = [
    `${sent} sent`,
    ...(waiting > 0 ? [`${waiting} waiting`] : []),
    ...(cameBack > 0 ? [`${cameBack} came back`] : []),
    ...(needless > 0 ? [`${needless} not sent, since the order was erased`] : []),
  ].join(', ')
  const when =
    firstAt === null || lastAt === null
      ? ''
      : `; the first ${momentWords(firstAt)}, the last ${momentWords(lastAt)}`
  return `${letters === 1 ? '1 order' : `${letters} orders`}: ${fates}${when}`
}

/** Who is told of an incident: so far, and by whoever may act from here. */
export function tellingHtml({ incident, told, concerned }: IncidentStory, visitor: Visitor): Html {
  const { counts } = concerned
  const left = leftOutInWords(counts)
  return html`<h2>Who is told</h2>
${told.tellings.map(pastHtml)}
${told.dueBy !== null && html`<p>${told.waiting} of ${told.letters} letters wait; the last of them is due ${moment(told.dueBy)}.</p>`}
<p>${ruleWords[incident.kind]}${!isNamedByPeople(incident.kind) && html` ${concernedBy(counts)} in all: ${counts.told} told, ${counts.new} not told yet.${left !== '' && ` ${left}.`}`}</p>
${visitor.holder.role === 'operator' ? formHtml(incident, concerned, visitor) : listHtml(concerned, false)}`
}

const pastHtml = ({ at, by, why, outcome, words }: Telling) =>
  html`<p>${moment(at)}, ${by}: ${why}.${outcome !== null && ` ${outcome}.`}${words !== null && html`<br>Added: ${words}`}</p>`

function formHtml({ id, kind, openedAt }: Incident, concerned: Concerned, { csrf }: Visitor): Html {
  const isNamed = isNamedByPeople(kind)
  return html`<form class="ops-order" method="post" action="/ops/incidents/${id}/letters/preview" aria-labelledby="tell"><h3 id="tell">Write to them</h3>
${csrfHtml({ csrf })}${kind === 'leak' && leakHtml(openedAt)}
${listHtml(concerned, true)}
<label>${isNamed ? 'The orders, by their numbers' : 'Only these orders, by their numbers'} <textarea name="only" rows="2"${isNamed && html` required`}${!isNamed && html` placeholder="empty: all that are found"`}></textarea></label>
<label>A paragraph of your own <textarea name="words" rows="3" maxlength="${longestWords}" aria-describedby="own-words"${isNamed && html` required`}></textarea></label>
<p class="help" id="own-words">Plain text, the same to all of them: no name or word of a customer, no link. It is kept with the letters.</p>
<p class="buttons"><button class="quiet">See the letter</button></p></form>`
}

/** Within which a supervisory authority is told (GDPR, Article 33, paragraph 1). */
const noticeHours = 72

function leakHtml(openedAt: string): Html {
  const due = new Date(Date.parse(openedAt) + noticeHours * 3_600_000).toISOString()
  return html`<p class="note">This letter is not the notice that the law may ask for: to the supervisory authority within 72 hours of noticing (Article 33 GDPR), which counted from when this was opened is by ${moment(due)}; and to those concerned, where the risk to them is high (Article 34). A lawyer says whether, and in which words.</p>
<label>What was out of its place <select name="thing">${Object.entries(leakThings).map(([thing, words]) => html`<option value="${thing}">${words}</option>`)}</select></label>
<label>These orders <select name="side"><option value="got">had it in their pack</option><option value="lost">are those it was of</option><option value="both">are both</option></select></label>`
}

function listHtml({ counts, orders }: Concerned, canLeaveOut: boolean): Html | false {
  if (orders.length === 0) return false
  const more = counts.new - orders.length
  return html`<details><summary>Not told yet: ${counts.new}</summary><ul class="choices">
${orders.map(({ order, paidAt }) => html`<li>${canLeaveOut && html`<label><input type="checkbox" name="except" value="${order}"> Leave out <span class="visually-hidden">${order}</span></label> `}<a href="/ops/orders/${order}"><code>${order}</code></a> paid ${moment(paidAt)}</li>`)}</ul>
${more > 0 && html`<p class="help">And ${more} more.</p>`}</details>`
}

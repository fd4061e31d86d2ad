import type { Incident } from '../../../pack/incident.ts'
import { type SettingScope, scopeWords } from '../../../pack/setting-scope.ts'
import { moment } from '../figures.ts'
import { type Child, type Html, html } from '../html.ts'
import {
  calledWords,
  forcedHtml,
  foundHtml,
  type ModelCalled,
  partHtml,
  placeOf,
} from './model-called.ts'

interface SafeMode extends SettingScope {
  /** ISO 8601. */
  readonly at: string
  readonly by: string
  readonly why: string
}

/** What somebody should look at first. */
export interface Wrong {
  readonly safeMode: readonly SafeMode[]
  readonly isTemporalAway: boolean
  readonly models: readonly ModelCalled[]
  /** Those that are not over, the newest first. */
  readonly incidents: readonly Incident[]
  /** Texts that have waited for a reader past half their time. */
  readonly lateReviews: number
}

/** A sentence for each thing that is wrong, with the way to where it is mended; nothing where nothing is. */
export function firstLookHtml({
  safeMode,
  isTemporalAway,
  models,
  incidents,
  lateReviews,
}: Wrong): Child {
  const lines = [
    ...safeMode.map(safeModeHtml),
    isTemporalAway &&
      html`Temporal is away: first packs are made all the same, and what would make them better waits until it is back.`,
    ...models.map(modelHtml),
    incidentsHtml(incidents),
    lateReviews > 0 && reviewsHtml(lateReviews),
  ].filter(Boolean)
  return (
    lines.length > 0 &&
    html`<section class="ops-order" aria-labelledby="wrong"><h2 id="wrong">What is wrong <span class="chip warning">${lines.length}</span></h2>
${lines.map((line) => html`<p class="note">${line}</p>`)}</section>`
  )
}

function safeModeHtml({ at, by, why, ...scope }: SafeMode): Html {
  return html`<a href="/ops/settings">Safe mode</a> is on for ${scopeWords(scope)} since ${moment(at)}, by ${by}: ${why}`
}

function modelHtml(one: ModelCalled): Html {
  const { endpoint, model, forced, parts } = one
  const reasons = [
    foundHtml(one),
    ...parts.map(partHtml),
    forced && html`forced ${forcedHtml(forced)}`,
  ].filter(Boolean)
  return html`<a href="/ops/models#${placeOf(one)}">${endpoint}: ${model}</a> is ${calledWords(one).words}: ${reasons.map((reason, index) => html`${index > 0 && '; '}${reason}`)}`
}

function incidentsHtml([newest, ...others]: readonly Incident[]): Child {
  if (newest === undefined) return null
  const { id, kind, title, beganAt } = newest
  const what = others.length === 0 ? 'An incident is' : `${others.length + 1} incidents are`
  return html`<a href="/ops/incidents">${what} open</a>, ${others.length > 0 && 'the newest '}since ${moment(beganAt)}: ${id}, ${kind}, ${title}`
}

function reviewsHtml(count: number): Html {
  const what = count === 1 ? 'A text has' : `${count} texts have`
  return html`<a href="/ops/reviews">${what} waited</a> for a reader past half the time.`
}

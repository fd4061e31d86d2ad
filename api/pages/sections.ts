import type { Citation } from '../../pack/citation.ts'
import { isEntitled } from '../../pack/order.ts'
import { isTailored, sourceWords } from '../../pack/source.ts'
import type { OrderStatus, SectionStatus } from '../../pack/status.ts'
import { day, moment } from './figures.ts'
import { type Child, type Html, html } from './html.ts'
import { isBySmaller } from './standing.ts'

/** How far the tailoring has come; a section counts as done when it will not change by itself. */
export function progressHtml({ state, sections, nextUpdateBy }: OrderStatus): Html | null {
  if (state !== 'paid' && state !== 'improving') return null
  const done = sections.filter((section) => !section.canImprove).length
  const due = nextUpdateBy !== null && html` News is due by ${moment(nextUpdateBy)}.`
  return html`<div class="progress"><label for="done">${done} of ${sections.length} sections settled.</label>${due}
<progress id="done" max="${Math.max(1, sections.length)}" value="${done}"></progress></div>`
}

/** What each section holds at present, and why. */
export function sectionsHtml(status: OrderStatus, path: string): Html | null {
  const { state, sections } = status
  if (sections.length === 0 || !isEntitled(state)) return null
  return html`<section aria-labelledby="sections-title">
<h2 id="sections-title">Sections that can be tailored</h2>
<p>A language model may fit these to your firm. All else comes from your answers and our standard text.</p>
<ul class="sections">${sections.map((section) => sectionHtml(section, isBySmaller(status, section), path))}</ul>
</section>`
}

function sectionHtml(section: SectionStatus, bySmaller: boolean, path: string): Html {
  const { title, message, generatedAt, restsOn } = section
  const { tone, label } = markOf(section, bySmaller)
  return html`<li><div class="section-head"><h3>${title}</h3><span class="chip ${tone}">${label}</span></div>
<p>${message}</p>
${generatedAt !== null && html`<p class="help">Written on ${day(generatedAt)}.${restsOn.length > 0 && html` It rests on ${listHtml(restsOn)}.`}</p>`}
${readingHtml(section, path)}</li>`
}

/** A person of ours reads it at the customer's wish. */
function readingHtml({ id, title, readBy, mayBeRead }: SectionStatus, path: string): Child {
  if (readBy !== null)
    return html`<p class="help">A person of ours reads this section by ${moment(readBy)}; it stands meanwhile, and you get a new version when anything is changed.</p>`
  return (
    mayBeRead &&
    html`<form method="post" action="${path}/sections/${id}/reading"><button class="link" aria-label="Have a person read “${title}”">Have a person read it</button></form>`
  )
}

function listHtml(sources: readonly Citation[]): Html {
  const links = sources.map(({ cite, url }) =>
    url === null ? html`${cite}` : html`<a href="${url}">${cite}</a>`,
  )
  return html`${links.map((link, at) => html`${at > 0 && ', '}${link}`)}`
}

const tones = {
  model: 'done',
  cache: 'done',
  reviewed: 'done',
  static: 'quiet',
  withheld: 'warning',
} as const satisfies Record<SectionStatus['source'], Mark['tone']>

interface Mark {
  readonly tone: 'done' | 'busy' | 'quiet' | 'warning'
  readonly label: string
}

function markOf({ source, reason, canImprove }: SectionStatus, bySmaller: boolean): Mark {
  const tailored = isTailored(source)
  if (tailored && bySmaller)
    return { tone: canImprove ? 'busy' : 'done', label: 'Tailored by the smaller model' }
  if (!tailored && canImprove) return { tone: 'busy', label: waiting(source, reason) }
  return { tone: tones[source], label: sourceWords[source].mark }
}

function waiting(source: SectionStatus['source'], reason: SectionStatus['reason']): string {
  if (reason === 'review-pending') return 'Being read by us'
  if (reason === 'not-yet') return source === 'withheld' ? 'Being written' : 'Being tailored'
  return source === 'withheld' ? 'Not written yet' : 'Standard text for now'
}

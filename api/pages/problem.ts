import { html } from './html.ts'
import { layout } from './layout.ts'

/** A problem as a person reads it: what happened, why, what to do. */
export interface ProblemView {
  /** HTTP status. */
  readonly status: number
  /** What happened; a few words. */
  readonly title: string
  /** Why; a sentence. */
  readonly detail: string
  /** What to do now; a sentence. */
  readonly remedy: string
  readonly action?: { readonly href: string; readonly label: string } | undefined
}

const home = { href: '/', label: 'See our packs' }

export function problemPage({ status, title, detail, remedy, action = home }: ProblemView): string {
  return layout({
    title,
    body: html`<div class="standing">
<p class="chip ${status < 500 ? 'quiet' : 'warning'}">Error ${status}</p>
<h1>${title}</h1>
<p class="lead">${detail}</p>
${remedy !== '' && html`<p>${remedy}</p>`}
<p class="action"><a class="primary" href="${action.href}">${action.label}</a></p></div>`,
  })
}

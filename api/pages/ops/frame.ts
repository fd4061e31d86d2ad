import { type Child, type Html, html } from '../html.ts'
import { layout } from '../layout.ts'

/** Who looks, and what a form of theirs has to bring along. */
export interface Visitor {
  readonly holder: { readonly name: string; readonly role: string }
  readonly csrf: string | null
  /** Its address, by which the page is kept up to date; left out: it is not. */
  readonly live?: string | undefined
  /** What an act of theirs came to, in a sentence. */
  readonly said?: string | undefined
}

/** The rooms behind `/ops`, in the order of the menu. */
const rooms = {
  orders: 'Orders',
  batches: 'Batches',
  reviews: 'Reviews',
  models: 'Models',
  money: 'Money',
  settings: 'Settings',
  incidents: 'Incidents',
  log: 'Log',
} as const

export type OpsRoom = keyof typeof rooms

interface OpsPage extends Visitor {
  readonly room: OpsRoom
  readonly title: string
  readonly body: Child
  readonly scripts?: readonly string[]
}

/** The frame around every page for those who run the shop. */
export function opsLayout(page: OpsPage): string {
  const { room, title, body, live, said, scripts = [], ...visitor } = page
  return layout({
    title,
    scripts: ['live.js', ...scripts],
    body: html`<div class="ops">${menuHtml(room, visitor)}
${said && html`<p class="said" role="status">${said}</p>`}
${live === undefined ? body : liveHtml(live, body)}
</div>`,
  })
}

/** Whoever types or reads in it is told that it has changed, instead of having it swapped under their hands. */
const liveHtml = (live: string, body: Child): Html =>
  html`<div role="status"><p class="note" data-stale hidden>This page has changed since you opened it. <a href="${live}">Show it as it is now</a></p>
<p class="note" data-unreached hidden>The shop does not answer, so this page may be out of date.</p></div>
<div id="room" data-live>${body}</div><span data-events="/ops/events?page=${encodeURIComponent(live)}"></span>`

/** What a form of the visitor's own page brings along. */
export const csrfHtml = ({ csrf }: Pick<Visitor, 'csrf'>): Html =>
  html`<input type="hidden" name="csrf" value="${csrf}">`

function menuHtml(room: OpsRoom, { holder, csrf }: Visitor): Html {
  const items = Object.entries(rooms).map(
    ([name, words]) =>
      html`<li><a href="/ops/${name}"${name === room && html` aria-current="page"`}>${words}</a></li>`,
  )
  return html`<div class="who"><nav aria-label="The operator’s room"><ul class="rooms">${items}</ul></nav>
<form method="post" action="/ops/logout"><p>${holder.name}, ${holder.role}</p>
${csrfHtml({ csrf })}<button class="link">Sign out</button></form></div>`
}

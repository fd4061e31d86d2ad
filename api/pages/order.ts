import { isEntitled, isFinal } from '../../pack/order.ts'
import type { OrderStatus } from '../../pack/status.ts'
import { longDate } from '../../pack/wording.ts'
import { moment } from './figures.ts'
import { type Child, type Html, html } from './html.ts'
import { type KeepLinkView, keepLinkHtml } from './keep-link.ts'
import { layout } from './layout.ts'
import { moneyBackHtml } from './money-back.ts'
import { documentsHtml, type Offer, tierNames } from './offer.ts'
import { downloadHtml, releasesHtml } from './releases.ts'
import { progressHtml, sectionsHtml } from './sections.ts'
import { standingOf } from './standing.ts'
import { termsPath } from './terms.ts'

export interface OrderView {
  /** Of the pack that was bought; it may not be sold any more. */
  readonly title: string
  /** In the pack; none where the catalogue does not know it any more. */
  readonly documents: Offer['documents']
  /** Where the pack can be ordered again; null: nowhere. */
  readonly orderAgain: string | null
  readonly status: OrderStatus
  /** Path of this page, `/orders/<token>`; its events are at `<path>/events`. */
  readonly path: string
  /** Stripe's page, while the order can still be paid there. */
  readonly payUrl?: string | null
  /** The name of the draft in the buyer's browser that became this order. */
  readonly draft?: string | null
  /** The pack should have been there by now. */
  readonly late?: boolean
  readonly keep: KeepLinkView
  /** For how long the order is kept, in words. */
  readonly kept: string
  /** ISO date of the terms that were agreed to. */
  readonly terms: string
}

/** Seconds between two looks of a browser without JavaScript: brief while there is no pack yet. */
const refresh = { waiting: 5, improving: 60 }

/** The order in any of its states. `live.js` swaps the regions marked `data-live`. */
export function orderPage(view: OrderView): string {
  const { status, documents, path, late = false, draft = null } = view
  const { title, label, lead, tone } = standingOf(status, late)
  const final = isFinal(status.state)
  const rhythm = status.release === null ? refresh.waiting : refresh.improving
  return layout({
    title,
    scripts: ['live.js', 'order.js'],
    refreshAfter: final ? null : rhythm,
    body: html`<p class="crumb">${view.title}, ${tierNames[status.tier]}</p>
<div class="standing">
<div id="standing" data-live aria-live="polite"><p class="chip ${tone}">${label}</p>
<h1>${title}</h1><p class="lead">${lead}</p></div>
${live('action', actionHtml(view))}
${live('money-back', moneyBackHtml(status))}
${live('progress', progressHtml(status))}
</div>
${keepLinkHtml(view.keep, status)}
${live('sections', sectionsHtml(status, path))}
${live('correction', correctionHtml(status, path))}
${live('releases', releasesHtml(status))}
${live('documents', isAlive(status) && documents.length > 0 && documentsSection(documents, status.leftOut))}
${live('notes', notesHtml(view))}
${live('stream', !final && html`<span data-events="${path}/events"></span>`)}
${live('paid', draft !== null && isEntitled(status.state) && html`<span data-paid="${status.pack}" data-draft="${draft}"></span>`)}`,
  })
}

/** A region that is there in every state, empty or not, so that the script always finds it. */
function live(id: string, body: Child): Html {
  return html`<div id="${id}" data-live>${body}</div>`
}

/** The one thing to do next. */
function actionHtml({ status, orderAgain, payUrl = null }: OrderView): Child {
  const { state, attention } = status
  if (attention === null && (state === 'payment-failed' || state === 'expired'))
    return html`<p class="action"><a class="primary" href="${orderAgain ?? '/'}">${orderAgain ? 'Order again' : 'See our packs'}</a></p>`
  if (state === 'awaiting-payment')
    return (
      payUrl !== null &&
      attention === null &&
      html`<p class="action"><a class="primary" href="${payUrl}">Go to payment</a></p>`
    )
  return [downloadHtml(status), attention === 'parked' && status.release !== null && parked]
}

const parked = html`<p class="note">One of us is looking at this order. Your pack stays
downloadable all the while, and there is nothing for you to do.</p>`

/** A pack was delivered or may still be. */
function isAlive({ state }: OrderStatus): boolean {
  return isEntitled(state) || !isFinal(state)
}

function correctionHtml({ correctable, release }: OrderStatus, path: string): Child {
  if (correctable === null || release === null) return null
  const { until, left } = correctable
  return html`<section aria-labelledby="correction-title">
<h2 id="correction-title">Is an answer wrong?</h2>
<p>Correct it, and you get a new version of your pack at no cost. This works ${left === 1 ? 'once more' : `${left} more times`}, until ${moment(until)}.</p>
<p class="action"><a class="quiet" href="${path}/corrections">Correct your answers</a></p>
</section>`
}

function documentsSection(
  documents: OrderView['documents'],
  leftOut: OrderStatus['leftOut'],
): Html {
  const reasons = new Map(leftOut.map(({ number, reason }) => [number, reason]))
  const missing = documents.filter(({ number }) => reasons.has(number))
  return html`<section aria-labelledby="documents-title">
<h2 id="documents-title">The documents in your pack</h2>
${documentsHtml(documents.filter((document) => !missing.includes(document)))}
${
  missing.length > 0 &&
  html`<h3>Left out, since you do not need them</h3>
<ul class="left-out">${missing.map(({ number, title }) => html`<li>${number} ${title}: ${reasons.get(number)}</li>`)}</ul>`
}</section>`
}

function notesHtml(view: OrderView): Html {
  const { status, terms, path } = view
  return html`<section class="notes" aria-labelledby="notes-title">
<h2 id="notes-title">Good to know</h2>
<ul>
${isAlive(status) && html`<li>This page is private: whoever has its address has your pack. Keep it, and come back whenever you like.</li>`}
${isEntitled(status.state) && html`<li>The pack explains itself: start with the README inside.</li>`}
<li>Your order is <code>${status.order}</code>. Please give this number when you write to us.</li>
<li>You can have a <a href="${path}/copy.json" download>copy of what we store of it</a>, for programs to read.</li>
<li>You can have this order <a href="${path}/erasure">erased for good</a>: your answers, your address and the pack. By itself that happens later: it is kept for ${view.kept}. <a href="/privacy#long">How long what is kept</a>.</li>
<li>You agreed to the <a href="${termsPath(terms)}">terms of ${longDate(terms)}</a>.</li>
</ul></section>`
}

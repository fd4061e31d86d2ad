import {
  type Attentions,
  type Currency,
  isEntitled,
  isFinal,
  type OrderState,
} from '../../../pack/order.ts'
import { amountIn } from '../../../pack/price.ts'
import { type Child, type Html, html } from '../html.ts'
import { agesHtml, ago } from './ages.ts'
import { firstLookHtml, type Wrong } from './first-look.ts'
import { csrfHtml, opsLayout, type Visitor } from './frame.ts'

/** An order as those see it who run the shop. Money in minor units, times ISO 8601, UTC. */
export interface OpsOrder {
  readonly order: string
  readonly state: OrderState
  /** A sentence for each thing that wants a person. */
  readonly attentions: Attentions
  readonly pack: string
  readonly tier: string
  readonly company: string | null
  readonly email: string
  /** Releases that can be downloaded. */
  readonly releases: number
  readonly frozenAt: string
  readonly paidAt: string | null
  readonly currency: Currency
  readonly amountPaid: number | null
  readonly refundOwed: number | null
  /** Of what was received; of those that are neither failed nor cancelled. */
  readonly received: number
  readonly refunded: number
  readonly linkGeneration: number
}

export interface OpsOrdersView extends Visitor {
  readonly orders: readonly OpsOrder[]
  /** What was looked for; `''`: what wants a look. */
  readonly find: string
  /** Left out: somebody looks for an order of theirs. */
  readonly wrong?: Wrong | undefined
  /** The link that an act made. */
  readonly url?: string
}

/** Orders that are paid and not complete, or want a person; and what may be done to them. */
export function ordersPage(view: OpsOrdersView): string {
  const { holder, csrf, live, said, orders, find, wrong, url } = view
  const now = Date.now()
  return opsLayout({
    ...{ holder, csrf, live, said, room: 'orders', title: 'Orders' },
    body: html`<h1>${find === '' ? 'Orders that want a look' : 'Orders found'}</h1>
${url !== undefined && html`<p class="note">The link that opens it from now on: <code>${url}</code></p>`}
${wrong && firstLookHtml(wrong)}
${find === '' && orders.length > 0 && agesHtml(orders, now)}
<form method="get" action="/ops/orders" class="find"><label for="find">Find</label>
<input id="find" name="find" value="${find}" placeholder="Order, e-mail, session or company"><button class="quiet">Find</button></form>
${orders.length === 0 && html`<p class="lead">${find === '' ? 'Every order that is paid is complete, and none wants a person.' : 'No order is known by this.'}</p>`}
${orders.map((order) => orderHtml(order, view, now))}
<p class="help">At most 50 orders are listed, those that want a person first.</p>
${find !== '' && html`<p><a href="/ops/orders">All that want a look</a></p>`}`,
  })
}

/** Its standing, and what may be done to it. */
export function orderHtml(order: OpsOrder, { holder, csrf }: Visitor, now: number): Html {
  const { state, attentions, pack, tier, releases, paidAt } = order
  const since =
    paidAt === null ? `made ${ago(order.frozenAt, now)} ago` : `paid ${ago(paidAt, now)} ago`
  const tone = state === 'paid' ? 'busy' : state === 'complete' ? 'done' : 'quiet'
  return html`<article id="${order.order}" class="ops-order">
<h2><a href="/ops/orders/${order.order}"><code>${order.order}</code></a> <span class="chip ${tone}">${state}</span>
${Object.keys(attentions).map((kind) => html` <span class="chip warning">${kind}</span>`)}</h2>
<p>${since} · ${pack} ${tier} · ${releases === 1 ? '1 release' : `${releases} releases`} · ${moneyHtml(order)}</p>
<p>${customerOf(order)}</p>
${Object.values(attentions).map((why) => html`<p class="note">${why}</p>`)}
${holder.role === 'operator' && actsHtml(order, csrf)}
</article>`
}

function moneyHtml({ amountPaid, received, refunded, refundOwed, currency }: OpsOrder): string {
  const words = (amount: number) => amountIn(amount, currency)
  const paid = amountPaid ?? received
  return [
    paid > 0 ? words(paid) : 'nothing paid',
    ...(refunded > 0 ? [`${words(refunded)} went back`] : []),
    ...(refundOwed ? [`${words(refundOwed)} owed back`] : []),
  ].join(', ')
}

/** One reason, and a button for each act that applies. */
function actsHtml(order: OpsOrder, csrf: string | null): Html {
  const { attentions, state, received, refunded, linkGeneration } = order
  const isParked = attentions.parked !== undefined
  const mayRefund = received > refunded
  const button = (act: string, words: string, applies: boolean): Child =>
    applies &&
    html`<button class="quiet" formaction="/ops/orders/${order.order}/${act}">${words}</button>`
  return html`<details><summary>Act</summary>
<form method="post">
${csrfHtml({ csrf })}<input type="hidden" name="linkGeneration" value="${linkGeneration}">
<label>Why <input name="why" required maxlength="500" placeholder="Ticket 812: the customer rang"></label>
${
  mayRefund &&
  html`<label>Amount to refund <input name="amount" inputmode="decimal" pattern="[0-9]{1,7}([.][0-9]{2})?" placeholder="empty: all that is left"></label>
<label>Reference <input name="reference" pattern="[A-Za-z0-9_.\\-]{1,40}" placeholder="for a second refund of the same amount"></label>`
}
<p class="buttons">
${button('resume', isEntitled(state) ? 'Resume' : 'Accept the difference', isParked)}
${button('retry', 'Try now', !isParked && (state === 'paid' || state === 'improving'))}
${button('cancel', 'Cancel', !isParked && state === 'awaiting-payment')}
${button('refund', 'Refund', mayRefund)}
${button('refund-unapplied', 'Refund what is not applied', attentions['paid-twice'] !== undefined || (isParked && !isEntitled(state)))}
${button('evidence', 'Submit the evidence', attentions.payment !== undefined)}
${button('rebuild', 'Build lost files anew', isEntitled(state) && order.releases > 0)}
${button('reached', 'The customer was reached', attentions.contact !== undefined)}
${button('withdraw', 'Withdraw the link', state !== 'erased')}
${button('resend', 'Mail the link', isEntitled(state) || state === 'revoked')}</p>
</form>
${mayErase(order) && eraseHtml(order, csrf)}</details>`
}

function customerOf({ state, company, email }: OpsOrder): string {
  if (email !== '') return `${company ?? 'No company'}, ${email}`
  if (state === 'erased') return 'Erased: nobody can say whose it was'
  return 'Its key is lost, and nobody can read whose it is: refund it, then erase it'
}

/** What is under way has to come to its end first. */
function mayErase({ state, attentions }: OpsOrder): boolean {
  if (state === 'erased' || attentions.payment !== undefined) return false
  return isFinal(state) || state === 'improving'
}

/** By a form of its own: nothing brings it back. */
function eraseHtml({ order }: OpsOrder, csrf: string | null): Html {
  return html`<form method="post" action="/ops/orders/${order}/erase" class="erase">
${csrfHtml({ csrf })}
<p class="help">Erasing makes unreadable, for good, whose the order is, what they answered and their pack. Its money stays on the books.</p>
<label>Why <input name="why" required maxlength="500" placeholder="Ticket 812: the customer asked"></label>
<label>The order’s number, to confirm <input required pattern="${order}" autocomplete="off"></label>
<p class="buttons"><button class="quiet">Erase for good</button></p>
</form>`
}

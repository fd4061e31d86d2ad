import {
  type Batch,
  type BatchAct,
  type BatchGroup,
  batchActs,
  batchGroups,
} from '../../../pack/batch.ts'
import { moment } from '../figures.ts'
import { type Html, html } from '../html.ts'
import { csrfHtml, opsLayout, type Visitor } from './frame.ts'

/** What each act does to an order, to whoever has to choose in a hurry. */
export const actWords: Readonly<Record<BatchAct, string>> = {
  retry: 'Try now',
  resume: 'Resume what is parked',
  rebuild: 'Build lost files anew',
  resend: 'Mail the link',
  withdraw: 'Withdraw the link',
  cancel: 'Close the payment page',
  refund: 'Refund all that is left',
}

const groupWords: Readonly<Record<BatchGroup, string>> = {
  parked: 'are parked',
  payment: 'have a disputed payment',
  'paid-twice': 'were paid twice',
  refund: 'have a refund that wants a person',
  contact: 'have a customer whom letters do not reach',
  review: 'have a text that waits to be read',
  paid: 'are paid and have no pack yet',
  improving: 'are still being tailored',
}

export interface BatchesView extends Visitor {
  readonly batches: readonly Batch[]
}

/** Acts on many orders, and where one begins. */
export function batchesPage({ batches, ...visitor }: BatchesView): string {
  return opsLayout({
    ...visitor,
    room: 'batches',
    title: 'Batches',
    body: html`<h1>Batches</h1>
${batches.length === 0 && html`<p class="lead">Nothing was done to many orders at once so far.</p>`}
${
  batches.length > 0 &&
  html`<div class="scroll" tabindex="0" role="region" aria-label="All batches"><table class="listing">
<thead><tr><th scope="col">What</th><th scope="col">Orders</th><th scope="col">State</th><th scope="col">Made</th><th scope="col">Why</th></tr></thead>
<tbody>${batches.map(rowHtml)}</tbody></table></div>`
}
${visitor.holder.role === 'operator' && makeHtml(visitor)}`,
  })
}

const rowHtml = (batch: Batch): Html =>
  html`<tr><th scope="row"><a href="/ops/batches/${batch.id}">${batch.id}: ${actWords[batch.act]}</a></th><td>${batch.items - batch.open} of ${batch.items}</td><td>${stateHtml(batch)}</td><td>${moment(batch.madeAt)}</td><td>${batch.why}</td></tr>`

const tones = { paused: 'warning', running: 'busy', cancelled: 'quiet', done: 'done' } as const

export const stateHtml = ({ state }: Batch): Html =>
  html`<span class="chip ${tones[state]}">${state}</span>`

function makeHtml({ csrf }: Visitor): Html {
  return html`<form class="ops-order" method="post" action="/ops/batches" aria-labelledby="make"><h2 id="make">Do one thing to many orders</h2>
${csrfHtml({ csrf })}
<label>What <select name="act">${batchActs.map((act) => html`<option value="${act}">${actWords[act]}</option>`)}</select></label>
<label>To all orders that <select name="group"><option value="">are named below</option>${batchGroups.map((group) => html`<option value="${group}">${groupWords[group]}</option>`)}</select></label>
<label>Numbers of orders, a line each <textarea name="orders" rows="4" spellcheck="false" placeholder="ord_…"></textarea></label>
<label>Why <input name="why" required maxlength="500" placeholder="Incident 12: the disk was replaced"></label>
<p class="help">Nothing is done yet: the next page says how many orders these are, and has the button that starts it.</p>
<p class="buttons"><button class="quiet">Count them</button></p></form>`
}

import type { Batch, BatchChange, BatchItem, BatchState, BatchStory } from '../../../pack/batch.ts'
import { moment } from '../figures.ts'
import { type Html, html } from '../html.ts'
import { actWords, stateHtml } from './batches.ts'
import { csrfHtml, opsLayout, type Visitor } from './frame.ts'

export interface BatchView extends Visitor, BatchStory {}

/** One thing that is done to many orders: how far it is, what came of it, and how to stop it. */
export function batchPage({ batch, items, changes, ...visitor }: BatchView): string {
  const { id, act, why, by, madeAt, waitsFor } = batch
  return opsLayout({
    ...visitor,
    room: 'batches',
    title: `Batch ${id}`,
    body: html`<h1>Batch ${id}: ${actWords[act]} ${stateHtml(batch)}</h1>
<p class="lead">${countsOf(batch)}</p>
<progress class="course" max="${batch.items}" value="${batch.items - batch.open}" aria-label="Orders that are through"></progress>
<p>${why} · ${by}, made ${moment(madeAt)}</p>
${changes.map(changedHtml)}
${waitsFor !== null && batch.state === 'running' && html`<p class="note">It waits, and goes on by itself: ${waitsFor}</p>`}
${visitor.holder.role === 'operator' && changeHtml(batch, visitor)}
<div class="scroll" tabindex="0" role="region" aria-label="Its orders"><table class="listing">
<thead><tr><th scope="col">Order</th><th scope="col">When</th><th scope="col">What came of it</th></tr></thead>
<tbody>${items.map((item) => itemHtml(item, batch.state))}</tbody></table></div>
${batch.items > items.length && html`<p class="help">${items.length} of ${batch.items} orders are listed: first those that it did not apply to.</p>`}
<p><a href="/ops/batches">All batches</a></p>`,
  })
}

function countsOf({ items, open, refused, state }: Batch): string {
  const through = items - open
  const left = state === 'cancelled' ? 'left as they are' : 'to go'
  return [
    `${through} of ${items === 1 ? '1 order' : `${items} orders`} through`,
    ...(refused > 0 ? [`to ${refused} of them it did not apply`] : []),
    ...(open > 0 ? [`${open} ${left}`] : []),
  ].join(', ')
}

const became: Readonly<Record<BatchChange['to'], string>> = {
  running: 'Started',
  paused: 'Paused',
  cancelled: 'Cancelled',
}

const changedHtml = ({ to, at, by, why }: BatchChange): Html =>
  html`<p>${became[to]} ${moment(at)} by ${by}: ${why}</p>`

const itemHtml = ({ order, endedAt, isRefused, outcome }: BatchItem, state: BatchState): Html =>
  html`<tr><th scope="row"><a href="/ops/orders/${order}"><code>${order}</code></a></th><td>${endedAt === null ? (state === 'cancelled' ? 'left as it is' : 'not yet') : moment(endedAt)}</td><td>${isRefused && html`<span class="chip warning">not done</span> `}${outcome ?? ''}</td></tr>`

function changeHtml({ id, state }: Batch, { csrf }: Visitor): Html | false {
  if (state === 'done' || state === 'cancelled') return false
  const button = (verb: string, words: string) =>
    html`<button class="quiet" formaction="/ops/batches/${id}/${verb}">${words}</button>`
  return html`<form class="ops-order" method="post">
${csrfHtml({ csrf })}<label>Why <input name="why" required maxlength="500"></label>
<p class="buttons">${state === 'paused' ? button('start', 'Start') : button('pause', 'Pause')}${button('cancel', 'Cancel what is left')}</p></form>`
}

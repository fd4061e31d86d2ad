import type { ErasureObstacle } from '../../pack/erasure.ts'
import { obstacleForCustomer, thingsHtml } from './erasure-words.ts'
import { attributes, type Html, html } from './html.ts'
import { layout } from './layout.ts'

/** What is typed to confirm, in any case. */
export const confirmation = 'erase'

export interface ErasureView {
  /** Of the order's page. */
  readonly path: string
  readonly order: string
  /** Why it cannot be erased yet; null: it can. */
  readonly obstacle: ErasureObstacle | null
  /** There is one to download. */
  readonly hasPack: boolean
  /** What is still to be written for it would not be. */
  readonly isUnfinished: boolean
  /** What was typed is something else. */
  readonly isMistyped?: boolean
}

/** Where a customer has an order erased: what goes, what stays and why. */
export function erasurePage(view: ErasureView): string {
  const { path, obstacle, hasPack } = view
  const isRefused = obstacle !== null && obstacle !== 'contested'
  return layout({
    title: 'Erase this order',
    body: html`<p class="crumb"><a href="${path}">Your order</a></p>
<h1>Erase this order</h1>
${
  !isRefused
    ? html`<p class="lead">This is for good: nobody, neither you nor we, can bring back what is erased. ${
        hasPack &&
        html`<a href="${path}">Download your pack</a> first, if you want to keep it; what you have downloaded stays yours.`
      }</p>`
    : html`<p class="lead">This order cannot be erased yet. ${obstacleForCustomer[obstacle].why} ${obstacleForCustomer[obstacle].remedy}</p>`
}
${thingsHtml(false)}
${!isRefused && formHtml(view)}`,
  })
}

function formHtml({ path, order, obstacle, isUnfinished, isMistyped = false }: ErasureView): Html {
  const input = attributes({
    id: 'confirm',
    name: 'confirm',
    required: true,
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
    autofocus: isMistyped,
    'aria-invalid': isMistyped && 'true',
    'aria-describedby': isMistyped ? 'confirm-help confirm-error' : 'confirm-help',
  })
  return html`<form method="post" action="${path}/erasure" class="erasure">
${obstacle === 'contested' && html`<p class="note">${obstacleForCustomer.contested.why} ${obstacleForCustomer.contested.remedy}</p>`}
${isUnfinished && html`<p class="note">Your pack is still being improved. Once it is erased nothing more is written for it, and no part of the price goes back for that.</p>`}
<div class="question"><label for="confirm">Type “${confirmation}” to confirm</label>
<p class="help" id="confirm-help">The order is <code>${order}</code>. A last letter about it goes to you first${obstacle === null && ', then it is erased, in a few minutes'}.</p>
${isMistyped && html`<p class="error" id="confirm-error">Nothing was erased, since this is not the word “${confirmation}”.</p>`}
<input ${input}></div>
<p class="action"><button class="primary">Erase it for good</button> <a href="${path}">Leave it as it is</a></p>
</form>`
}

import { longestAddress } from '../../pack/email-address.ts'
import { attributes, html } from './html.ts'
import { layout } from './layout.ts'

export interface RecoverView {
  /** As it was posted. */
  readonly typed?: unknown
  /** What is wrong with it. */
  readonly error?: string
}

/** Where whoever has lost the link of an order asks for it. */
export function recoverPage({ typed, error }: RecoverView): string {
  const input = attributes({
    id: 'email',
    name: 'email',
    type: 'email',
    required: true,
    autocomplete: 'email',
    maxlength: longestAddress,
    value: typeof typed === 'string' ? typed : null,
    'aria-invalid': error !== undefined && 'true',
    'aria-describedby': error === undefined ? 'email-help' : 'email-help email-error',
  })
  return layout({
    title: 'Lost your link?',
    body: html`<h1>Lost your link?</h1>
<p class="lead">Give the e-mail address that you ordered with, and we send the links of your orders to it.</p>
<form method="post" action="/recover" class="recover">
<div class="question"><label for="email">Your e-mail</label>
<p class="help" id="email-help">The one on the receipt of your payment.</p>
${error !== undefined && html`<p class="error" id="email-error">${error}</p>`}
<input ${input}></div>
<p class="action"><button class="primary">Send me the links</button></p>
</form>`,
  })
}

/** What everybody is told who has asked, whatever we have of the address. */
export function requestedPage(): string {
  return layout({
    title: 'Look into your mailbox',
    body: html`<div class="standing"><p class="chip done">Asked for</p>
<h1>Look into your mailbox</h1>
<p class="lead">If we have paid orders of this address, a letter with their links is on its way to it.</p>
<p>It should be there in a few minutes; look among the spam, too. None came? Then the order may have another address: <a href="/recover">try that one</a>, or write to us; our address is under “Imprint” below. An order that was erased has no address any more: the link of its certificate is in the last letter about it, or write to us with the order’s number.</p>
<p class="help">This page says the same for any address, so that nobody learns from it who buys from us.</p></div>`,
  })
}

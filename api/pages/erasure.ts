import { type Erasure, type ErasureObstacle, erasedThings, keptThings } from '../../pack/erasure.ts'
import { longDate } from '../../pack/wording.ts'
import { moment } from './figures.ts'
import { attributes, type Html, html } from './html.ts'
import { layout } from './layout.ts'

/** What is typed to confirm, in any case. */
export const confirmation = 'erase'

export interface ErasureView {
  /** Of the order's page. */
  readonly path: string
  readonly order: string
  /** What was typed is something else. */
  readonly isMistyped?: boolean
}

/** Where a customer has an order erased: what goes, what stays and why. */
export function erasurePage({ path, order, isMistyped = false }: ErasureView): string {
  const input = attributes({
    id: 'confirm',
    name: 'confirm',
    required: true,
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
    'aria-invalid': isMistyped && 'true',
    'aria-describedby': isMistyped ? 'confirm-help confirm-error' : 'confirm-help',
  })
  return layout({
    title: 'Erase this order',
    body: html`<p class="crumb"><a href="${path}">Your order</a></p>
<h1>Erase this order</h1>
<p class="lead">This is for good: nobody, neither you nor we, can bring back what is erased. <a href="${path}">Download your
pack</a> first, if you want to keep it; what you have downloaded stays yours.</p>
${thingsHtml(false)}
<form method="post" action="${path}/erasure" class="erasure">
<div class="question"><label for="confirm">Type “${confirmation}” to confirm</label>
<p class="help" id="confirm-help">The order is <code>${order}</code>. A last letter about it goes to you first, then it is erased, in a few minutes.</p>
${isMistyped && html`<p class="error" id="confirm-error">Nothing was erased, since this is not the word “${confirmation}”.</p>`}
<input ${input}></div>
<p class="action"><button class="primary">Erase it for good</button> <a href="${path}">Leave it as it is</a></p>
</form>`,
  })
}

function thingsHtml(isDone: boolean): Html {
  const list = (things: readonly string[]) =>
    html`<ul>${things.map((one) => html`<li>${one}</li>`)}</ul>`
  return html`<section aria-labelledby="goes"><h2 id="goes">${isDone ? 'What went' : 'What goes'}</h2>${list(erasedThings)}
${
  !isDone &&
  html`<p>It cannot be read in our database from that moment on, and in our backups once their last copy of its key has ended,
some days later. You get a signed certificate that says when.</p>`
}</section>
<section aria-labelledby="stays"><h2 id="stays">What stays, and why</h2>${list(keptThings)}
<p>The law makes whoever sells keep books of what was paid, for as long as it demands where we are (for example six years in
the United Kingdom, eight in Germany), and a bank may ask about a payment for months. Stripe, which took the payment, keeps what it
has as a firm of its own.</p></section>`
}

/** It was asked for, and is not done yet. @param waitsFor what came in its way since; null: nothing */
export function erasingPage(path: string, waitsFor: ErasureObstacle | null): string {
  return waitsFor === null ? underWayPage(path) : waitingPage(obstacleForCustomer[waitsFor])
}

function waitingPage({ why, remedy }: { why: string; remedy: string }): string {
  return layout({
    title: 'Your order waits to be erased',
    body: html`<div class="standing"><p class="chip busy">To be erased</p>
<h1>Your order waits to be erased</h1>
<p class="lead">You asked for it, and it cannot be done yet. ${why}</p>
<p>${remedy} It is erased by itself as soon as nothing stands in the way.</p></div>`,
  })
}

function underWayPage(path: string): string {
  return layout({
    title: 'Your order is being erased',
    refreshAfter: 10,
    body: html`<div class="standing"><p class="chip busy">Being erased</p>
<h1>Your order is being erased</h1>
<p class="lead">A last letter about it is on its way to you. Once it has gone, and in an hour at the latest, the order is erased.</p>
<p>There is nothing for you to do. This page then has the certificate: <a href="${path}/erasure">look again</a>.</p></div>`,
  })
}

/** Of an order that was erased, for whoever has its link. */
export function erasedPage(path: string, erasure: Erasure): string {
  const { order, erasedAt, backupsUntil, filesGoneAt } = erasure
  return layout({
    title: 'This order was erased',
    body: html`<div class="standing"><p class="chip done">Erased</p>
<h1>This order was erased</h1>
<p class="lead">On ${moment(erasedAt)} whatever said whose order <code>${order}</code> was, and what was answered for it, became unreadable for good.</p>
<p>Copies of its key in our backups end by ${longDate(backupsUntil)}; until then, and ever after, what backups hold is encrypted.
${filesGoneAt === null ? 'Its files are being removed.' : html`Its files were removed by ${moment(filesGoneAt)}.`}</p>
<p class="action"><a class="primary" href="${path}/erasure/certificate.json" download>Download the certificate</a></p>
<p class="help">It is signed: <a href="/.well-known/packhorse-signing-key">our public key</a> proves that it comes from us.</p></div>
${thingsHtml(true)}`,
  })
}

/** What a customer is told who cannot have an order erased yet. */
export const obstacleForCustomer: Readonly<
  Record<ErasureObstacle, { why: string; remedy: string }>
> = {
  'awaiting-payment': {
    why: 'It can still be paid for, and money that comes must find it.',
    remedy: 'Its payment page closes by itself within a day; come back then.',
  },
  'payment-pending': {
    why: 'Your bank has been asked to pay for it, and the money must find it.',
    remedy: 'Come back once the payment has gone through or failed, in a few working days.',
  },
  undelivered: {
    why: 'You have paid for it, and your pack is still being put together.',
    remedy: 'Come back when the pack is there, in a few seconds as a rule, or write to us.',
  },
  contested: {
    why: 'Its payment is disputed, and your bank asks us what was delivered.',
    remedy: 'Come back once the dispute is decided.',
  },
  owed: {
    why: 'A refund of ours came back, and we have to reach you to pay it in another way.',
    remedy: 'Write to us, so that we can; our address is under “Imprint” below.',
  },
}

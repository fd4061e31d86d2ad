import { type ErasureObstacle, erasedThings, keptThings } from '../../pack/erasure.ts'
import { type Html, html } from './html.ts'

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
    remedy:
      'Ask for it all the same: it is erased by itself once the dispute is decided, and until then all stays as it is.',
  },
  owed: {
    why: 'A refund of ours came back, and we have to reach you to pay it in another way.',
    remedy: 'Write to us, so that we can; our address is under “Imprint” below.',
  },
}

/** What goes with an order, and what stays and why. */
export function thingsHtml(isDone: boolean): Html {
  const list = (things: readonly string[]) =>
    html`<ul>${things.map((one) => html`<li>${one}</li>`)}</ul>`
  return html`<section aria-labelledby="goes"><h2 id="goes">${isDone ? 'What went' : 'What goes'}</h2>${list(erasedThings)}
${
  !isDone &&
  html`<p>It cannot be read in our database from that moment on, and in our backups once their last copy of its key has ended,
some days later. You get a signed certificate that says when. Letters that we sent you stay in your mailbox.</p>`
}</section>
<section aria-labelledby="stays"><h2 id="stays">What stays, and why</h2>${list(keptThings)}
<p>The law makes whoever sells keep books of what was paid, for as long as it demands where we are (for example six years in
the United Kingdom and Ireland, eight in Germany, ten in Switzerland), and a bank may ask about a payment for months. Stripe, which
took the payment, keeps what it has as a firm of its own, and by the number of the payment we could see there who paid: we look
for the books, a refund or a dispute, and for nothing else.</p></section>`
}

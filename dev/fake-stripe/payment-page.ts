import type Stripe from 'stripe'
import { type Html, html } from '../../api/pages/html.ts'
import type { Outcome } from './till.ts'

const choices: readonly { outcome: Outcome; label: string; note: string }[] = [
  { outcome: 'paid', label: 'Pay by card', note: 'Paid at once.' },
  {
    outcome: 'async-paid',
    label: 'Pay by bank debit',
    note: 'You return unpaid; the money arrives a moment later.',
  },
  {
    outcome: 'async-failed',
    label: 'Pay by a bank debit that fails',
    note: 'You return unpaid; a moment later the bank declines.',
  },
  { outcome: 'expired', label: 'Let the page expire', note: 'As if nobody had paid for a day.' },
]

/** The hosted payment page of an open session. */
export function paymentPage(
  session: Stripe.Checkout.Session,
  items: readonly Stripe.LineItem[],
  products: readonly Stripe.Product[],
) {
  return layout(
    'Test payment',
    html`<h1>Pay ${money(session.amount_total, session.currency)}</h1>
      <ul class="items">
        ${items.map((item) => html`<li><span>${item.description}</span> <span>${money(item.amount_total, item.currency)}</span></li>`)}
      </ul>
      ${products.map(({ description }) => description && html`<p class="contents">${description}</p>`)}
      <p class="buyer">Receipt to ${session.customer_email ?? 'buyer@example.com'}</p>
      <form method="post">
        ${choices.map(({ outcome, label, note }) => html`<button name="outcome" value="${outcome}"><strong>${label}</strong><span>${note}</span></button>`)}
      </form>
      ${session.cancel_url && html`<p><a href="${session.cancel_url}">Back to the shop without paying</a></p>`}`,
  )
}

/** The same address once the session is paid or expired. */
export function closedPage(session: Stripe.Checkout.Session, shop: string) {
  const what = session.status === 'expired' ? 'has expired' : 'is complete'
  return layout(
    'Payment page closed',
    html`<h1>This payment page ${what}</h1><p><a href="${shop}">Back to the shop</a></p>`,
  )
}

export function unknownPage() {
  return layout(
    'Unknown payment page',
    html`<h1>There is no such payment page</h1>
      <p>The test shop forgets its payment pages when it restarts; start again from the shop.</p>`,
  )
}

function layout(title: string, content: Html): string {
  return html`<!doctype html>
<html lang="en-GB">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>${title}</title>
    ${style}
  </head>
  <body>
    <p class="notice" role="note"><strong>Test shop.</strong> No real money moves on this page.</p>
    <main>${content}</main>
  </body>
</html>`.toString()
}

function money(minorUnits: number | null, currency: string | null): string {
  const format = { style: 'currency', currency: currency ?? 'eur' } as const
  return new Intl.NumberFormat('en-GB', format).format((minorUnits ?? 0) / 100)
}

const style = html`<style>
  body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: #1c2430; background: #f3f5f8 }
  .notice { margin: 0; padding: .75rem 1rem; text-align: center; background: #fde9b8; color: #4d3800 }
  main { max-width: 26rem; margin: 2.5rem auto; padding: 2rem; background: #fff; border-radius: 12px; box-shadow: 0 1px 3px #1c243026, 0 8px 24px #1c243014 }
  h1 { margin: 0 0 1rem; font-size: 1.75rem }
  .items { margin: 0; padding: .75rem 0; list-style: none; border-block: 1px solid #dfe4ea }
  .items li { display: flex; justify-content: space-between; gap: 1rem }
  .buyer, .contents { color: #566273 }
  .contents { font-size: .875rem }
  form { display: grid; gap: .6rem; margin: 1.25rem 0 }
  button { display: grid; padding: .7rem 1rem; font: inherit; text-align: left; color: inherit; background: #fff; border: 1px solid #b9c2cd; border-radius: 8px; cursor: pointer }
  button span { font-size: .875rem; color: #566273 }
  button:first-child { color: #fff; background: #1f5eb8; border-color: #1f5eb8 }
  button:first-child span { color: #e3edfa }
  button:hover { filter: brightness(.96) }
  button:focus-visible, a:focus-visible { outline: 3px solid #f0a020; outline-offset: 2px }
  a { color: #1a4f9c }
</style>`

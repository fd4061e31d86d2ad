import type { LetterStanding } from '../../pack/letter.ts'
import { isFinal } from '../../pack/order.ts'
import type { OrderStatus } from '../../pack/status.ts'
import { type Child, type Html, html } from './html.ts'

export interface KeepLinkView {
  /** Absolute URL of the order's page. */
  readonly url: string
  readonly email: string
  readonly letters: LetterStanding
  /** It was asked for a moment ago. */
  readonly resent: boolean
}

/** The page's address, to be kept; `order.js` brings the copy button to life. */
export function keepLinkHtml(
  { url, email, letters, resent }: KeepLinkView,
  status: OrderStatus,
): Child {
  if (isFinal(status.state) && status.state !== 'complete') return null
  return html`<section class="keep" aria-labelledby="keep-title">
<h2 id="keep-title"><label for="page-link">The link to this page</label></h2>
<p class="copy"><input id="page-link" readonly value="${url}"><button type="button" class="quiet" data-copy="page-link" hidden>Copy</button></p>
${letterHtml(email, letters, resent)}
${letters !== 'none' && html`<form method="post" action="${new URL(url).pathname}/resend"><button class="link">${letters === 'waiting' ? 'Send it now' : 'Send it again'}</button></form>`}
</section>`
}

function letterHtml(email: string, letters: LetterStanding, resent: boolean): Html {
  if (letters === 'failed')
    return html`<p class="error">Our letters to ${email} come back. Keep this link yourself, and write to us if the address is wrong.</p>`
  if (resent) return html`<p class="help" role="status">It is on its way to ${email} once more.</p>`
  if (letters === 'sent') return html`<p class="help">We have sent it to ${email}, too.</p>`
  if (letters === 'waiting') return html`<p class="help">We are sending it to ${email}, too.</p>`
  return html`<p class="help">Keep it: whoever has it can open this page.</p>`
}

import { html } from './html.ts'
import { layout } from './layout.ts'

export interface CancelledView {
  /** The pack that was about to be bought, when known. */
  readonly pack?: { readonly id: string; readonly title: string } | undefined
}

/** Where Stripe sends a buyer who turned back. */
export function cancelledPage({ pack }: CancelledView): string {
  const action = pack
    ? { href: `/packs/${pack.id}`, label: `Back to ${pack.title}` }
    : { href: '/', label: 'See our packs' }
  return layout({
    title: 'You did not pay',
    body: html`<div class="standing"><p class="chip quiet">Cancelled</p>
<h1>You turned back before paying</h1>
<p class="lead">Nothing was charged. Your answers are still in the form, if your browser keeps them for us.</p>
<p class="action"><a class="primary" href="${action.href}">${action.label}</a></p></div>`,
  })
}

import { html } from './html.ts'
import { layout } from './layout.ts'
import { type Seller, sellerHtml } from './seller.ts'

export function imprintPage(seller: Seller): string {
  return layout({
    title: 'Imprint',
    body: html`<h1>Imprint</h1>
<p class="lead">Who sells our packs, and how to reach us.</p>
${sellerHtml(seller)}
<p>If you write about an order, please give its number, which begins with <code>ord_</code>.</p>`,
  })
}

import type { PackDefinition } from '../../catalogue/definition.ts'
import { html } from './html.ts'
import { layout } from './layout.ts'
import { type Seller, sellerHtml } from './seller.ts'
import { termsListHtml } from './terms.ts'

/** The same terms as beside each order form, with who agrees to them on our side. */
export function termsPage(packs: readonly PackDefinition[], seller: Seller): string {
  return layout({
    title: 'Terms and refunds',
    body: html`<h1>Terms and refunds</h1>
<div class="terms">${termsListHtml(packs)}</div>
<section aria-labelledby="seller-title"><h2 id="seller-title">The seller</h2>${sellerHtml(seller)}</section>`,
  })
}

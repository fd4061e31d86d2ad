import type { PackDefinition } from '../../catalogue/definition.ts'
import { termsVersion } from '../../catalogue/terms/terms.ts'
import { longDate } from '../../pack/wording.ts'
import { html } from './html.ts'
import { layout } from './layout.ts'
import { type Seller, sellerHtml } from './seller.ts'
import { termsListHtml } from './terms.ts'

/** The same terms as beside each order form, with who agrees to them on our side. */
export function termsPage(
  packs: readonly PackDefinition[],
  seller: Seller,
  version = termsVersion,
): string {
  return layout({
    title: 'Terms and refunds',
    body: html`<h1>Terms and refunds</h1>
${version !== termsVersion && earlier(version)}
<div class="terms">${termsListHtml(packs, version)}</div>
<section aria-labelledby="seller-title"><h2 id="seller-title">The seller</h2>${sellerHtml(seller)}</section>`,
  })
}

const earlier = (version: string) =>
  html`<p class="note">These are the terms of ${longDate(version)}, which hold for orders that agreed to
them. Orders placed today agree to <a href="/terms">those of ${longDate(termsVersion)}</a>.</p>`

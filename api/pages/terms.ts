import type { PackDefinition } from '../../catalogue/definition.ts'
import { refundPercent } from '../../pack/price.ts'
import { termsVersion } from '../../pack/terms.ts'
import { longDate } from '../../pack/wording.ts'
import { type Html, html } from './html.ts'
import { artefactsOf } from './offer.ts'

/** The terms and the refund policy, in full, on the page where they are agreed to. */
export function termsHtml(packs: readonly PackDefinition[]): Html {
  return html`<section id="terms" class="terms" aria-labelledby="terms-title">
<h2 id="terms-title">Terms and refunds</h2>
${termsListHtml(packs)}
</section>`
}

export function termsListHtml(packs: readonly PackDefinition[]): Html {
  return html`<dl>
<dt>For businesses</dt>
<dd>We sell to firms, sole traders, charities and other organisations, not to consumers.</dd>
<dt>What you get</dt>
<dd>The documents that the pack’s page lists, filled in with your answers, for use inside your firm as the
licence in the pack says. Old versions stay downloadable by your private link.</dd>
<dt>Standard text first, tailored text after</dt>
<dd>The complete pack is yours at once, with our standard text. Where a language model then writes a
section to fit your answers and our checks accept it, you get an improved version at no cost. Where
that does not succeed, the standard text is what you bought.</dd>
<dt>Not legal advice</dt>
<dd>The documents are a careful starting point. You check them, complete them and answer for them.</dd>
<dt>Refunds</dt>
<dd>If a document is missing, does not open or is not what the pack’s page describes, <a href="/imprint">write
to us</a>: we put it right or pay your money back. You agree to delivery at once, so a
change of mind is refunded only as long as nothing has been downloaded.${packs.map(refusedHtml)}</dd>
</dl>
<p class="help">Terms of ${longDate(termsVersion)}</p>`
}

/** The part that is never faked, and what follows when it cannot be written. */
function refusedHtml(pack: PackDefinition): Html | null {
  const refused = artefactsOf(pack, 'full').filter(({ onFailure }) => onFailure === 'refuse')
  if (refused.length === 0) return null
  return html` If we cannot write “${refused.map(({ title }) => title).join('” and “')}” of the full pack, we
pay ${refundPercent} % of what you paid back to you, tax included; you need not ask for it.`
}

import type { PackDefinition } from '../../catalogue/definition.ts'
import { termsOf, termsVersion } from '../../catalogue/terms/terms.ts'
import { longDate } from '../../pack/wording.ts'
import { type Html, html } from './html.ts'

/** Where a version of them stays, for those who agreed to it. */
export const termsPath = (version: string) => `/terms/${version}`

/** The terms and the refund policy, in full, on the page where they are agreed to. */
export function termsHtml(packs: readonly PackDefinition[]): Html {
  return html`<section id="terms" class="terms" aria-labelledby="terms-title">
<h2 id="terms-title">Terms and refunds</h2>
${termsListHtml(packs, termsVersion)}
<p class="help">Who we are, and where to write to, is said in the <a href="/imprint">imprint</a>.</p>
</section>`
}

export function termsListHtml(packs: readonly PackDefinition[], version: string): Html {
  const clauses = termsOf(packs, version) ?? []
  return html`<dl>${clauses.map(({ title, words }) => html`\n<dt>${title}</dt>\n<dd>${words}</dd>`)}
</dl>
<p class="help">Terms of ${longDate(version)}</p>`
}

import { mailtoOf } from '../../pack/email-address.ts'
import { type Html, html } from './html.ts'

/** Who sells, and answers for what the shop stores. */
export interface Seller {
  readonly name: string
  /** In one line. */
  readonly address: string
  readonly email: string
  readonly register: string
  readonly vatId: string
  /** Made up, for a trial. */
  readonly fictional: boolean
}

export function sellerHtml({ name, address, email, register, vatId, fictional }: Seller): Html {
  return html`<dl class="facts">
<dt>Name</dt><dd>${name}</dd>
<dt>Address</dt><dd>${address}</dd>
<dt>E-mail</dt><dd><a href="${mailtoOf(email)}">${email}</a></dd>
<dt>Register</dt><dd>${register}</dd>
<dt>VAT id</dt><dd>${vatId}</dd>
</dl>
${fictional && html`<p class="note"><strong>This is a trial.</strong> The seller is made up: nothing is sold here, and nobody reads this address.</p>`}`
}

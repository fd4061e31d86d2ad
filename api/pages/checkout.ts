import type { PackDefinition } from '../../catalogue/definition.ts'
import type { Currency, Tier } from '../../pack/order.ts'
import { type Billing, billingWords } from './billing.ts'
import { attributes, type Html, html } from './html.ts'
import { artefactsOf, pricesOf, tierNames, tiers } from './offer.ts'

/** What the buyer chose besides the answers, as posted. */
export interface CheckoutChoices {
  readonly tier?: string | undefined
  readonly email?: string | undefined
  readonly currency?: string | undefined
  /** The name that the browser gave to the draft which was sent. */
  readonly draft?: string | undefined
  /** The boxes that were ticked: `terms`, `delivery`. */
  readonly consent?: readonly string[]
  /** Paths of answers that were asked back and are right. */
  readonly confirmed?: readonly string[]
}

export interface CheckoutView {
  readonly pack: PackDefinition
  readonly billing: Billing
  readonly choices: CheckoutChoices
  /** A sentence per control: `tier`, `email`, `currency`, `consent`. */
  readonly errors: Readonly<Record<string, string>>
}

/** The form's own questions, as they are called in the list of errors too. */
export const checkoutTitles: Readonly<Record<string, string>> = {
  tier: 'Self-serve or full?',
  email: 'Your e-mail',
  currency: 'Currency',
  consent: 'Before you pay',
}

/** The part of the form that is the same for every pack. */
export function checkoutHtml({ pack, billing, choices, errors }: CheckoutView): Html {
  return html`<fieldset class="group" id="checkout"><legend>Your order</legend>
<div class="question"><fieldset ${attributes({ role: 'radiogroup', 'aria-required': 'true', ...said('tier', errors) })}>
<legend>${checkoutTitles['tier']}${star}</legend>
<p class="help" id="tier-help">${billingWords(billing)}</p>
${errorHtml('tier', errors)}
<div class="tiers">${tiers.map((tier) => tierHtml(pack, tier, choices.tier))}</div>
</fieldset></div>
<div class="question"><label for="email">${checkoutTitles['email']}${star}</label>
<p class="help" id="email-help">For your receipt and for news of this order; never for advertising.</p>
${errorHtml('email', errors)}
<input ${attributes({ type: 'email', id: 'email', name: 'email', autocomplete: 'email', required: true, maxlength: 254, value: choices.email ?? '', ...said('email', errors) })}></div>
<div class="question"><label for="currency">${checkoutTitles['currency']}</label>
<p class="help" id="currency-help">Pounds for a firm that works in the United Kingdom only, euros for all others.</p>
${errorHtml('currency', errors)}
<select ${attributes({ id: 'currency', name: 'currency', ...said('currency', errors) })}>
${currencies.map(([value, label]) => html`<option ${attributes({ value, selected: value === choices.currency })}>${label}</option>`)}
</select></div>
<div class="question"><fieldset ${attributes(said('consent', errors, false))}><legend>${checkoutTitles['consent']}</legend>
${errorHtml('consent', errors)}
<div class="options">${consentHtml('terms', choices, html`We buy as a business and agree to the <a href="#terms">terms and the refund policy</a>.`)}
${consentHtml('delivery', choices, html`Deliver the pack at once. We know that a download ends the right to change our mind.`)}</div>
</fieldset></div>
<p class="pay"><button class="primary">Go to payment</button>
<span class="help">You pay on Stripe’s page. We never see your card.</span></p>
</fieldset>`
}

const star = html` <span class="star" aria-hidden="true">*</span>`

const currencies: readonly (readonly [Currency | '', string])[] = [
  ['', 'By where you work'],
  ['eur', 'Euros (€)'],
  ['gbp', 'Pounds (£)'],
]

function tierHtml(pack: PackDefinition, tier: Tier, chosen: string | undefined): Html {
  const input = attributes({
    type: 'radio',
    name: 'tier',
    value: tier,
    id: tier === tiers[0] ? 'tier' : `tier-${tier}`,
    checked: tier === chosen,
    required: true,
    'aria-describedby': `tier-${tier}-contents`,
  })
  return html`<div class="tier"><label><input ${input}>
<span class="tier-name">${tierNames[tier]}</span> <span class="price">${pricesOf(tier)}</span></label>
<div id="tier-${tier}-contents">${tierContents(pack, tier)}</div></div>`
}

/** What the tier holds; shown in the catalogue as well. */
export function tierContents(pack: PackDefinition, tier: Tier): Html {
  const artefacts = artefactsOf(pack, tier)
  return html`<div class="tier-contents">
<p>Every document, filled in with your answers, and ${artefacts.length} sections written for you:</p>
<ul>${artefacts.map(({ title, document }) => html`<li>${title} <span class="where">(${document === null ? 'own file' : `document ${document}`})</span></li>`)}</ul>
<p class="help">${tier === 'full' ? 'Written by our large language model.' : 'Written by our small language model, trained for this work.'}</p></div>`
}

const consents = ['terms', 'delivery'] as const

/** The first box that is not ticked is the one to which the list of mistakes leads. */
function consentHtml(
  value: (typeof consents)[number],
  { consent = [] }: CheckoutChoices,
  words: Html,
): Html {
  const due = consents.find((one) => !consent.includes(one)) ?? consents[0]
  const input = attributes({
    type: 'checkbox',
    name: 'consent',
    value,
    id: value === due ? 'consent' : `consent-${value}`,
    checked: consent.includes(value),
    required: true,
  })
  return html`<label class="option"><input ${input}> <span>${words}</span></label>`
}

function said(name: string, errors: CheckoutView['errors'], help = true) {
  const error = Object.hasOwn(errors, name)
  const ids = [help && `${name}-help`, error && `${name}-error`].filter(Boolean).join(' ')
  return { 'aria-invalid': error && name !== 'consent' && 'true', 'aria-describedby': ids || null }
}

function errorHtml(name: string, errors: CheckoutView['errors']): Html | null {
  if (!Object.hasOwn(errors, name)) return null
  return html`<p class="error" id="${name}-error">${errors[name]}</p>`
}

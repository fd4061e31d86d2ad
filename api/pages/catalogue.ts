import { billingWords } from './billing.ts'
import { tierContents } from './checkout.ts'
import { type Html, html } from './html.ts'
import { layout } from './layout.ts'
import { galleryHtml, type Offer, pricesOf, tierNames, tiers } from './offer.ts'

export interface CatalogueView {
  readonly offers: readonly Offer[]
}

/** What is sold, what is in it, what it costs, and what the model has to do with it. */
export function cataloguePage({ offers }: CatalogueView): string {
  return layout({
    title: 'Compliance packs for small firms',
    body: html`<div class="hero"><h1>Your compliance papers, filled in and ready today</h1>
<p class="lead">Answer questions about your firm, pay once, and download a complete set of documents
with your details in place. No subscription, no call with a salesperson.</p></div>
${offers.map(offerHtml)}
${howItWorks}
${aboutTheModel}`,
  })
}

function offerHtml({ pack, billing, documents, hasSample }: Offer): Html {
  return html`<article class="offer" aria-labelledby="${pack.id}-title">
<h2 id="${pack.id}-title">${pack.title}</h2>
<p class="lead">${pack.summary}</p>
<h3>Two ways to buy it</h3>
<div class="tiers">${tiers.map(
    (
      tier,
    ) => html`<div class="tier"><p class="tier-head"><span class="tier-name">${tierNames[tier]}</span>
<span class="price">${pricesOf(tier)}</span></p>${tierContents(pack, tier)}</div>`,
  )}</div>
<p class="help">${billingWords(billing)}</p>
<p class="actions"><a class="primary" href="/packs/${pack.id}">Answer the questions</a>${
    hasSample && html` <a href="/packs/${pack.id}/sample.zip" download>Download a sample pack</a>`
  }</p>
${
  hasSample &&
  html`<p class="help">The sample has every page of every document, for a fictional firm, with a mark across the pages.</p>`
}
<h3>In the pack: ${documents.length} documents to fill in and sign</h3>
<p class="help">Those that do not apply to your firm are left out, and the pack says why.</p>
${galleryHtml(documents)}
</article>`
}

const howItWorks = html`<section class="steps" aria-labelledby="steps-title">
<h2 id="steps-title">How it works</h2>
<ol>
<li><strong>You answer</strong><p>One page of questions in plain words, each with the reason why we ask.</p></li>
<li><strong>You download</strong><p>Seconds after the payment the whole pack is yours, complete, with our
standard text.</p></li>
<li><strong>We tailor</strong><p>Sections that a language model can fit to your firm follow, usually within
minutes. The same private link then gives you the improved version.</p></li>
</ol></section>`

const aboutTheModel = html`<section class="honest" aria-labelledby="honest-title">
<h2 id="honest-title">What the language model does, and what it never does</h2>
<ul>
<li><strong>It phrases.</strong> What applies to you, deadlines, periods and ratings come from fixed rules and from
your answers, never from a model.</li>
<li><strong>It is checked.</strong> A text that does not pass our checks is not used; you keep the standard text.</li>
<li><strong>It is labelled.</strong> Your order page and the pack itself say of every section whether it was
tailored, reused for a firm like yours, or is standard text, and why.</li>
<li><strong>It never carries the pack.</strong> If no model answers at all, you still have every document.</li>
<li><strong>It does not learn whose pack it is.</strong> The names of your firm and your contacts are replaced by
placeholders before anything is sent to a model; <a href="/privacy#model">what is, and what is not</a>.</li>
</ul></section>`
